package co.getanswers.auth;

import java.util.function.Function;

/** A limit on the rate of attempts; recorded attempts are kept for the longest period of any limit. */
public enum RateLimit {
    SIGN_INS_PER_ADDRESS("sign-in-address", AuthSettings::signInsPerAddress),
    SIGN_INS_PER_ADDRESS_AND_CLIENT("sign-in-address-client", AuthSettings::signInsPerAddressAndClient),
    SIGN_INS_PER_CLIENT("sign-in-client", AuthSettings::signInsPerClient),
    PASSWORD_CHANGES_PER_USER("password-user", AuthSettings::passwordChangesPerUser),
    MAGIC_LINKS_PER_ADDRESS("magic-link-address", AuthSettings::magicLinksPerAddress),
    MAGIC_LINKS_PER_ADDRESS_AND_CLIENT("magic-link-address-client", AuthSettings::magicLinksPerAddressAndClient),
    MAGIC_LINKS_PER_CLIENT("magic-link-client", AuthSettings::magicLinksPerClient),
    REGISTRATIONS_PER_CLIENT("register-client", AuthSettings::registrationsPerClient),
    MAILBOX_TESTS_PER_USER("mailbox-user", AuthSettings::mailboxTestsPerUser);

    private final String kind;
    private final Function<AuthSettings, Rate> setting;

    RateLimit(String kind, Function<AuthSettings, Rate> setting) {
        this.kind = kind;
        this.setting = setting;
    }

    /** The value in {@code sign_in_attempts.kind}. */
    String kind() {
        return kind;
    }

    Rate rate(AuthSettings settings) {
        return setting.apply(settings);
    }
}
