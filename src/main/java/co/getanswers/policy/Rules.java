package co.getanswers.policy;

/** A policy's rules, checked: the language of the REST interface's description. */
public record Rules() {}
