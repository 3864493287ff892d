package co.getanswers.intake;

/**
 * A message as it was received.
 *
 * @param number its position in the upload, from 1, which identifies it to a person when it is refused
 * @param fromGmail whether it comes from a mailbox that Gmail exported
 * @param sent whether it lies in the owner's folder of sent mail, where nobody else can put it
 */
public record RawMail(long number, byte[] bytes, boolean fromGmail, boolean sent) {
    public RawMail(long number, byte[] bytes) {
        this(number, bytes, false, false);
    }

    public RawMail(long number, byte[] bytes, boolean fromGmail) {
        this(number, bytes, fromGmail, false);
    }
}
