package co.getanswers.auth;

import co.getanswers.account.Profile;
import co.getanswers.account.User;

/** @param gmailConnected whether the account holds credentials for Gmail */
public record Me(Profile user, boolean gmailConnected) {
    static Me of(User user) {
        return new Me(Profile.of(user), user.gmailCredentials != null);
    }
}
