package co.getanswers.policy;

/** A policy as far as its evaluation needs it. */
public record NamedRules(String name, Rules rules) {}
