package co.getanswers.mailbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A mail server of an account, and the name to log in with. */
@Schema(name = "MailServer")
public record ServerSettings(
        @NotNull @Size(max = 255) @Pattern(regexp = "[A-Za-z0-9_.:-]+", message = "must be a host name") @Schema(examples = "imap.example.org")
        String host,

        @NotNull @Min(1) @Max(65535) @Schema(examples = "993")
        Integer port,

        @NotNull @Schema(
                description = "implicit: encrypted from the first byte; starttls: encrypted before the login",
                examples = "implicit")
        TlsMode tls,

        @NotNull @Size(min = 1, max = 320) @Pattern(regexp = "[^\\x00-\\x1F\\x7F]+", message = "must have no control characters") @Schema(examples = "mara@example.org")
        String username) {
    /** Tells whether the same mailbox is meant, however the connection to it is encrypted. */
    boolean isSameMailbox(ServerSettings other) {
        return host.equalsIgnoreCase(other.host) && port.equals(other.port) && username.equals(other.username);
    }
}
