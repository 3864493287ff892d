package co.getanswers.triage;

import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.Rationale.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * The signals that triage has found so far. The proposal is computed from them alone, so the rationale explains it
 * completely: confidence and priority are the sums of their weights, the risk is the highest of them.
 */
final class Signals {
    private static final int LONGEST_DETAIL = 200;

    private final List<Signal> seen = new ArrayList<>();

    void addConfidence(Weight weight, String detail) {
        addConfidence(weight.signal, weight, detail);
    }

    /** @param name the signal's name, if several signals share a weight */
    void addConfidence(String name, Weight weight, String detail) {
        add(name, "confidence", weight.confidence, detail);
    }

    void addPriority(Weight weight, String detail) {
        add(weight.signal, "priority", weight.priority, detail);
    }

    void addRisk(Weight weight, String detail) {
        addRisk(weight.signal, weight.risk, detail);
    }

    void addRisk(String name, RiskLevel atLeast, String detail) {
        add(name, "risk", atLeast.severity(), detail);
    }

    /** @return the points, {@code times} the weight */
    int addCategory(Weight weight, int times, String detail) {
        add(weight.signal, "category", weight.category * times, detail);
        return weight.category * times;
    }

    void addDecision(String name, String affects, String detail) {
        add(name, affects, 0, detail);
    }

    /** Adds a signal that was found before. */
    void add(Signal found) {
        seen.add(found);
    }

    private void add(String name, String affects, double weight, String detail) {
        seen.add(new Signal(name, affects, weight, OneLine.of(detail, LONGEST_DETAIL)));
    }

    /** The confidence from 0 to 1, rounded to hundredths: the weights are hundredths, but not in binary. */
    double confidence() {
        return Math.min(1, Math.max(0, Math.round(sum("confidence") * 100) / 100.0));
    }

    /** The priority from 0 to 100. */
    int priority() {
        return (int) Math.min(100, Math.max(0, Math.round(sum("priority"))));
    }

    RiskLevel risk() {
        var highest = seen.stream()
                .filter(signal -> signal.affects().equals("risk"))
                .mapToInt(signal -> (int) signal.weight())
                .max()
                .orElse(RiskLevel.LOW.severity());
        return RiskLevel.of(highest);
    }

    boolean has(String name) {
        return seen.stream().anyMatch(signal -> signal.name().equals(name));
    }

    /** Tells whether a signal of the message itself, not of a policy, decides this. */
    boolean hasDecision(String affects) {
        return seen.stream()
                .anyMatch(signal ->
                        signal.affects().equals(affects) && !signal.name().equals("policy"));
    }

    List<Signal> list() {
        return List.copyOf(seen);
    }

    private double sum(String affects) {
        return seen.stream()
                .filter(signal -> signal.affects().equals(affects))
                .mapToDouble(Signal::weight)
                .sum();
    }
}
