package co.getanswers.schema.cli;

import co.getanswers.schema.ClearTextCredentials;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the credentials that the old service stored in clear text. */
final class CredentialOptions {
    @Option(
            names = "--credentials",
            paramLabel = "seal|remove",
            description =
                    "Treatment of the mailbox credentials that the old service stored in clear text: encrypted with"
                            + " GETANSWERS_CREDENTIALS_KEY, or deleted. Default: GETANSWERS_CREDENTIALS_AT_ADOPTION, else seal.")
    @Nullable String treatment;

    ClearTextCredentials apply(ClearTextCredentials settings) {
        return treatment == null ? settings : settings.withChoice(ClearTextCredentials.choice(treatment));
    }
}
