package co.getanswers.platform;

/** A setting without which the program can't start; the message says what to set, and never shows a secret. */
public class InvalidSetting extends RuntimeException {
    public InvalidSetting(String message) {
        super(message);
    }
}
