package co.getanswers.intake;

/**
 * A message as it was received.
 *
 * @param number its position in the upload, from 1, which identifies it to a person when it is refused
 * @param fromGmail whether it comes from a mailbox that Gmail exported
 */
public record RawMail(long number, byte[] bytes, boolean fromGmail) {
    public RawMail(long number, byte[] bytes) {
        this(number, bytes, false);
    }
}
