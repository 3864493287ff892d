package co.getanswers.account;

import co.getanswers.platform.Failure;

/** The failure of a request whose account was deleted: its session may be cached a little longer. */
public class AccountDeleted extends Failure.Unauthenticated {
    public AccountDeleted() {
        super("The account no longer exists.");
    }
}
