package co.getanswers.mail;

/**
 * Someone who wrote or received a message of a conversation.
 *
 * @param email in lower case
 * @param name as the mail gives it; empty where it gives none
 */
public record Participant(String email, String name) {}
