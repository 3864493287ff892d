package co.getanswers.triage;

import co.getanswers.mail.Domain;
import co.getanswers.mail.Participant;
import java.util.Set;

/** The sender, from the point of view of the mailbox's owner. */
final class SenderDescription {
    /** Domains of mail providers that anyone can have an address at: sharing one means nothing. */
    private static final Set<String> PUBLIC = Set.of(
            "gmail.com",
            "googlemail.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "msn.com",
            "web.de",
            "t-online.de",
            "freenet.de",
            "posteo.de",
            "mailbox.org",
            "arcor.de",
            "1und1.de",
            "proton.me",
            "protonmail.com",
            "pm.me",
            "orange.fr",
            "wanadoo.fr",
            "free.fr",
            "laposte.net",
            "sfr.fr",
            "libero.it",
            "virgilio.it",
            "tiscali.it",
            "telefonica.net",
            "terra.es",
            "bluewin.ch",
            "chello.at",
            "ziggo.nl",
            "kpnmail.nl",
            "xs4all.nl",
            "telenet.be",
            "sapo.pt",
            "uol.com.br",
            "mail.ru",
            "qq.com",
            "163.com",
            "126.com",
            "naver.com",
            "fastmail.com",
            "hey.com",
            "tutanota.com",
            "tuta.io",
            "comcast.net",
            "verizon.net",
            "att.net",
            "zoho.com",
            "mail.com",
            "rediffmail.com");
    /** Names of mail providers that have a domain in each country. */
    private static final Set<String> PUBLIC_FAMILIES =
            Set.of("outlook", "hotmail", "live", "yahoo", "ymail", "gmx", "aol", "yandex");

    private SenderDescription() {}

    static boolean isUnknown(TriageInput input) {
        return input.history().received() <= 0 && !input.history().sent();
    }

    /**
     * Tells whether sender and owner share a domain that is not a mail provider's. A delivery report comes from a
     * server.
     */
    static boolean isColleague(TriageInput input) {
        var domain = Domain.of(input.owner().email());
        return !input.mail().automation().bounce()
                && Domain.haveSameOwner(domain, Domain.of(input.mail().sender().email()))
                && !isPublic(domain);
    }

    /** Tells whether anyone can have an address at the domain. */
    static boolean isPublic(String any) {
        var domain = Domain.registrable(any);
        return PUBLIC.contains(domain)
                || PUBLIC_FAMILIES.contains(domain.substring(0, Math.max(0, domain.indexOf('.'))));
    }

    /** The sender's name, else the address, fit for a sentence. */
    static String describe(Participant sender) {
        var name = OneLine.of(sender.name(), 80);
        var email = OneLine.of(sender.email(), 120);
        return !name.isEmpty() ? name : email.isEmpty() ? "an unnamed sender" : email;
    }
}
