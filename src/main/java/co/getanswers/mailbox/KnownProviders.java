package co.getanswers.mailbox;

import co.getanswers.mail.Domain;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers of well-known providers, by the domain of the address. */
final class KnownProviders {
    private static final int IMAPS = 993;
    private static final int SUBMISSIONS = 465;
    private static final int SUBMISSION = 587;

    private static final Map<String, Provider> BY_DOMAIN = Stream.of(
                    provider("imap.gmail.com", "smtp.gmail.com", SUBMISSIONS, false, "gmail.com googlemail.com"),
                    provider("imap.fastmail.com", "smtp.fastmail.com", SUBMISSIONS, true, "fastmail.com fastmail.fm"),
                    provider(
                            "outlook.office365.com",
                            "smtp-mail.outlook.com",
                            SUBMISSION,
                            false,
                            "outlook.com hotmail.com live.com msn.com outlook.de hotmail.de hotmail.co.uk"),
                    provider("imap.mail.me.com", "smtp.mail.me.com", SUBMISSION, true, "icloud.com me.com mac.com"),
                    provider("imap.mail.yahoo.com", "smtp.mail.yahoo.com", SUBMISSIONS, true, "yahoo.com ymail.com"),
                    provider("imap.aol.com", "smtp.aol.com", SUBMISSIONS, true, "aol.com"),
                    provider("imap.gmx.net", "mail.gmx.net", SUBMISSIONS, true, "gmx.net gmx.de gmx.at gmx.ch"),
                    provider("imap.web.de", "smtp.web.de", SUBMISSION, true, "web.de"),
                    provider("secureimap.t-online.de", "securesmtp.t-online.de", SUBMISSIONS, true, "t-online.de"),
                    provider("imap.mailbox.org", "smtp.mailbox.org", SUBMISSIONS, true, "mailbox.org"),
                    provider("posteo.de", "posteo.de", SUBMISSIONS, true, "posteo.de posteo.net"),
                    provider("imap.zoho.com", "smtp.zoho.com", SUBMISSIONS, true, "zoho.com zohomail.com"),
                    provider("imap.yandex.com", "smtp.yandex.com", SUBMISSIONS, true, "yandex.com yandex.ru"))
            .flatMap(provider -> Stream.of(provider.domains().split(" ")).map(domain -> Map.entry(domain, provider)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private KnownProviders() {}

    /** @param keepsSent false where the submission server puts a copy into the folder of sent mail */
    private record Provider(String imap, String smtp, int smtpPort, boolean keepsSent, String domains) {}

    private static Provider provider(String imap, String smtp, int smtpPort, boolean keepsSent, String domains) {
        return new Provider(imap, smtp, smtpPort, keepsSent, domains);
    }

    static Optional<ServerPair> of(String address) {
        return Optional.ofNullable(BY_DOMAIN.get(Domain.of(address).toLowerCase(Locale.ROOT)))
                .map(known -> new ServerPair(
                        new ServerSettings(known.imap(), IMAPS, TlsMode.IMPLICIT, address),
                        new ServerSettings(
                                known.smtp(),
                                known.smtpPort(),
                                known.smtpPort() == SUBMISSION ? TlsMode.STARTTLS : TlsMode.IMPLICIT,
                                address),
                        known.keepsSent()));
    }
}
