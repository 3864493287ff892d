package co.getanswers.mail;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Normalises subjects for comparison: without the marks that mail programs and mailing lists add at both ends. */
public final class SubjectNormalizer {
    /** The length of {@code conversations.subject_key}. */
    static final int MAX_LENGTH = 512;

    /** "Re:" and "Fwd:" in the forms of many languages, with an optional count: "Re[2]:", "AW (3):". */
    private static final Pattern MARK = Pattern.compile(
            "^(?:re|ref|fwd?|aw|antw|antwort|wg|weiterleitung|sv|vs|vb|vl|tr|réf|res|enc|rv|rif|r|i|odp|pd|ynt|ilt|vá"
                    + "|továbbítás|doorst|bls|trs|ha|на|отв|απ|πρθ|σχετ|回复|回覆|答复|答覆|转发|轉寄|轉發|返信|転送|답장|회신|전달)"
                    + "\\s*(?:\\[\\d{1,4}]|\\(\\d{1,4}\\)|\\^\\d{1,4}|\\*\\d{1,4}|\\d{1,3})?\\s*:\\s*");

    private static final Pattern TAG = Pattern.compile("^\\[[^\\[\\]]{1,80}]\\s*");
    private static final Pattern FORWARDED = Pattern.compile("\\s*\\((?:fwd?|was:[^()]*)\\)$");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}\\p{Cf}]+");

    private SubjectNormalizer() {}

    /** @return absent if nothing is left to compare */
    public static @Nullable String normalised(@Nullable String subject) {
        if (subject == null) {
            return null;
        }
        // Compatibility composition also turns the full-width colon of Chinese mail into the plain one.
        var rest = SPACE.matcher(Normalizer.normalize(subject, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
        for (var before = ""; !before.equals(rest); ) {
            before = rest;
            rest = MARK.matcher(rest).replaceFirst("");
            var untagged = TAG.matcher(rest).replaceFirst("");
            // A subject that consists of a tag is compared by the tag.
            rest = untagged.isEmpty() ? rest : untagged;
            rest = FORWARDED.matcher(rest).replaceFirst("");
        }
        rest = CleanText.cut(CleanText.of(rest), MAX_LENGTH).strip();
        return rest.isEmpty() ? null : rest;
    }
}
