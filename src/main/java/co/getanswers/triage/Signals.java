package co.getanswers.triage;

import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.Rationale.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * The signals that triage has seen so far. What is proposed is computed from them and from nothing else, so that the
 * rationale explains it completely: confidence and priority are sums of their weights, risk is the highest of them.
 */
final class Signals {
    private static final int LONGEST_DETAIL = 200;

    private final List<Signal> seen = new ArrayList<>();

    void addConfidence(Weight weight, String detail) {
        addConfidence(weight.signal, weight, detail);
    }

    /** @param name the signal's, where several share one weight */
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

    /** @return the points: {@code times} the weight */
    int addCategory(Weight weight, int times, String detail) {
        add(weight.signal, "category", weight.category * times, detail);
        return weight.category * times;
    }

    void addDecision(String name, String affects, String detail) {
        add(name, affects, 0, detail);
    }

    private void add(String name, String affects, double weight, String detail) {
        seen.add(new Signal(name, affects, weight, OneLine.of(detail, LONGEST_DETAIL)));
    }

    /** From 0 to 1, rounded to hundredths: sums of these weights are hundredths, only their binary forms are not. */
    double confidence() {
        return Math.min(1, Math.max(0, Math.round(sum("confidence") * 100) / 100.0));
    }

    /** From 0 to 100. */
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

    /** Whether a signal of the mail itself, not of a policy, decides this. */
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
