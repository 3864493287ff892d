package co.getanswers.intake;

/**
 * A message as it came.
 *
 * @param number its place in what it came in, from 1: what a person is told when it is refused
 */
public record RawMail(long number, byte[] bytes) {}
