package co.getanswers.mailbox;

import java.util.Objects;

/** A mail server does not accept the name or the password; the message is for the person. */
final class RefusedLogin extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 300;

    private RefusedLogin(String message) {
        super(message);
    }

    /** @param said the server's words, which could repeat the password */
    static RefusedLogin by(ServerSettings server, String said, String password) {
        var words = said.contains(password)
                ? ""
                : said.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return new RefusedLogin("The server " + server.host() + " refuses the login of " + server.username()
                + (words.isEmpty() ? "." : ": " + (words.length() > LONGEST ? words.substring(0, LONGEST) : words)));
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
