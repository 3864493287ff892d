package co.getanswers.auth;

/** The place of the token in a mailed link. */
public enum LinkStyle {
    /** Behind a {@code #}, which browsers keep out of servers' access logs. */
    FRAGMENT("#"),
    /** In the query, where the Python service's web client looks for it. */
    QUERY("?");

    private final String separator;

    LinkStyle(String separator) {
        this.separator = separator;
    }

    String link(String page, SecretToken token) {
        return page + separator + "token=" + token.text();
    }
}
