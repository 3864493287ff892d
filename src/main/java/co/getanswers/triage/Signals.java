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

    void confidence(String name, double weight, String detail) {
        add(name, "confidence", weight, detail);
    }

    void priority(String name, int weight, String detail) {
        add(name, "priority", weight, detail);
    }

    void risk(String name, RiskLevel atLeast, String detail) {
        add(name, "risk", atLeast.ordinal(), detail);
    }

    void category(String name, int weight, String detail) {
        add(name, "category", weight, detail);
    }

    void decides(String name, String affects, String detail) {
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
                .orElse(0);
        return RiskLevel.values()[highest];
    }

    boolean has(String name) {
        return seen.stream().anyMatch(signal -> signal.name().equals(name));
    }

    /** Whether a signal of the mail itself, not of a policy, decides this. */
    boolean decided(String affects) {
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
