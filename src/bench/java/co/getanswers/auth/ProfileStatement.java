package co.getanswers.auth;

/** Lends the benchmark the statement that the service reads a profile with. */
public final class ProfileStatement {
    public static final String SQL = Me.SQL;

    private ProfileStatement() {}
}
