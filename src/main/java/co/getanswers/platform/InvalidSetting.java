package co.getanswers.platform;

/** A missing or malformed setting, which keeps the program from starting. The message says what to set, without secrets. */
public class InvalidSetting extends RuntimeException {
    public InvalidSetting(String message) {
        super(message);
    }
}
