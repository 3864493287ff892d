package co.getanswers.mail.mime;

import co.getanswers.mail.GmailFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a mailbox that Gmail exported (Takeout). Of several, Gmail's own comes first. */
final class GmailFieldReader {
    static final String THREAD = "x-gm-thrid";
    private static final String THREAD_FIELD = THREAD + ":";
    private static final String LABELS = "x-gmail-labels";

    // The names of Gmail's own labels in the languages of its users, as it exports them.
    private static final Set<String> SENT = labels(
            "Sent|Sent Mail|Gesendet|Messages envoyés|Envoyés|Enviados|Enviadas|"
                    + "E-mails enviados|Correo enviado|Inviati|Posta inviata|Inviata|Verzonden|Verzonden berichten|Sendt|Sendte mails|"
                    + "Skickat|Skickade|Wysłane|Отправленные|Odeslané|Odeslaná pošta|Lähetetyt|Elküldött|Gönderilmiş|送信済み|已发邮件|보낸편지함");
    private static final Set<String> DRAFT = labels(
            "Draft|Drafts|Entwürfe|Entwurf|Brouillons|Brouillon|Borradores|Borrador|Rascunhos|Rascunho|Bozze|Bozza|"
                    + "Concepten|Concept|Kladder|Kladde|Utkast|Wersje robocze|Robocze|Черновики|Koncepty|Luonnokset|Piszkozatok|"
                    + "Taslaklar|下書き|草稿|임시보관함");
    private static final Set<String> DISCARDED =
            labels("Spam|Trash|Bin|Junk|Papierkorb|Corbeille|Papelera|Lixeira|Lixo|Cestino|"
                    + "Prullenbak|Papirkurv|Papperskorgen|Skräppost|Kosz|Корзина|Спам|Koš|Roskakori|Roskaposti|Kuka|Çöp Kutusu|ゴミ箱|"
                    + "迷惑メール|已删除邮件|垃圾邮件|휴지통|스팸함");

    private GmailFieldReader() {}

    /** Searches the header section for the field of the thread. */
    static boolean isIn(byte[] raw) {
        var start = 0;
        for (var i = 0; i < raw.length; i++) {
            if (raw[i] == '\n') {
                var length = i - start;
                if (length == 0 && i > 0 || length == 1 && raw[start] == '\r') {
                    return false;
                }
                if (begins(raw, start, i)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean begins(byte[] raw, int from, int to) {
        if (to - from < THREAD_FIELD.length()) {
            return false;
        }
        for (var i = 0; i < THREAD_FIELD.length(); i++) {
            if (Character.toLowerCase(raw[from + i] & 0xFF) != THREAD_FIELD.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static GmailFields read(HeaderFields header) {
        var thread = threadId(header.first(THREAD).strip());
        if (thread == null) {
            return GmailFields.NONE;
        }
        var labels = labels(EncodedWordDecoder.decode(header.first(LABELS)).replace(',', '|'));
        return new GmailFields(
                thread,
                labels.stream().anyMatch(SENT::contains),
                labels.stream().anyMatch(DRAFT::contains),
                labels.stream().anyMatch(DISCARDED::contains));
    }

    /** Mailboxes have the number in decimal, the API in hexadecimal. */
    private static @Nullable String threadId(String decimal) {
        try {
            return decimal.isEmpty() ? null : Long.toHexString(Long.parseUnsignedLong(decimal));
        } catch (NumberFormatException foreign) {
            return null;
        }
    }

    private static Set<String> labels(String names) {
        return Arrays.stream(names.split("\\|"))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
