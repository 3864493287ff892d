package co.getanswers.intake;

/**
 * A message as it was received.
 *
 * @param number its position in the upload, from 1, which identifies it to a person when it is refused
 */
public record RawMail(long number, byte[] bytes) {}
