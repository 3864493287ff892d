package co.getanswers.mailbox;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The servers of an address.
 *
 * @param keepsSent whether copies of replies have to be put into the folder of sent mail
 */
@Schema(name = "MailServers")
public record ServerPair(
        ServerSettings imap,
        ServerSettings smtp,

        @Schema(
                description = "Whether a copy of each reply is put into the folder of sent mail; false where the server"
                        + " does it")
        boolean keepsSent) {}
