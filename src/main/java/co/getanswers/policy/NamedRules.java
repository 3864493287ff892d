package co.getanswers.policy;

/** The parts of a policy that its evaluation needs. */
public record NamedRules(String name, Rules rules) {}
