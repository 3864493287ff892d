package co.getanswers.intake;

import co.getanswers.mail.ParsedMail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that the mailbox holds, and that a new one may repeat.
 *
 * @param contentHash absent from messages that were stored before there were hashes, and from sent replies
 * @param beginning the beginning of the text, where there is no hash
 */
record StoredMessage(
        UUID id,
        @Nullable String contentHash,
        String sender,
        Instant sentAt,
        @Nullable String beginning) {
    /** The characters of {@code beginning}; they suffice to recognise a text. */
    static final int BEGINNING = 200;

    static StoredMessage of(UUID id, ParsedMail mail) {
        return new StoredMessage(id, mail.contentHash(), mail.sender().email(), mail.sentAt(), null);
    }

    /**
     * Tells whether a mail with the same Message-ID is the same mail. Where the hashes can't be compared, it has the same
     * sender and either the same date or the same text.
     */
    boolean isSame(ParsedMail mail) {
        if (contentHash != null && version(contentHash).equals(version(mail.contentHash()))) {
            return contentHash.equals(mail.contentHash());
        }
        return sender.equals(mail.sender().email())
                && (seconds(sentAt).equals(seconds(mail.sentAt())) || beginning != null && beginsAlike(mail.text()));
    }

    /** The Message-ID under which other content with a used one is kept, the same at every import. */
    static String ownId(ParsedMail mail) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((mail.messageId() + "\n" + mail.contentHash()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()) + "@sha256.invalid";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private boolean beginsAlike(String text) {
        return plain(beginning).equals(plain(text.substring(0, Math.min(text.length(), BEGINNING))));
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String version(String hash) {
        return hash.substring(0, hash.indexOf(':') + 1);
    }
}
