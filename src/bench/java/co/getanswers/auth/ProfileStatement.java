package co.getanswers.auth;

/** Opens to the benchmark the statement with which the service reads a profile. */
public final class ProfileStatement {
    public static final String SQL = Me.SQL;

    private ProfileStatement() {}
}
