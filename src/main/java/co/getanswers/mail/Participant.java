package co.getanswers.mail;

/**
 * An author or recipient of a conversation's messages.
 *
 * @param email in lower case
 * @param name as the mail gives it; empty if it gives none
 */
public record Participant(String email, String name) {}
