package co.getanswers.auth;

import co.getanswers.account.User;
import co.getanswers.platform.Failure;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A password that somebody chose, in Unicode's form NFC: the same characters then are the same password on every device. It
 * may be made of any characters (NIST SP 800-63B-4, ASVS 5.0 chapter 6.2); the most common passwords and words are refused, and
 * those that are little more than the person's name or address.
 *
 * @param field the field of the request, for the failure
 */
record NewPassword(String field, String text) {
    static final int MIN_LENGTH = 8;
    static final int MAX_LENGTH = 128;

    /** The length from which on a part of a name is sought in the password. */
    private static final int SHORTEST_PART = 4;

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final String SERVICE = "getanswers";

    NewPassword {
        text = normalised(text);
    }

    static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** @throws Failure.Invalid if it is too short or too common; must not be called on an event loop */
    void requireUncommon(int minLength) {
        var length = text.codePointCount(0, text.length());
        if (length < Math.max(MIN_LENGTH, minLength)) {
            throw invalid("must have at least " + Math.max(MIN_LENGTH, minLength) + " characters");
        }
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().distinct().count() == 1 || CommonPasswords.contains(lower)) {
            throw invalid("is one of the most common passwords and words: choose another");
        }
    }

    /** @throws Failure.Invalid if hardly anything is left of it without the person's address and name */
    void requireUnlike(String email, String name) {
        if (resembles(email, name)) {
            throw invalid("is little more than your name or address: choose another");
        }
    }

    void requireUnlike(User user) {
        requireUnlike(user.email, user.name);
    }

    private boolean resembles(String email, String name) {
        var lower = text.toLowerCase(Locale.ROOT);
        var rest = lower;
        for (var part : parts(email, name)) {
            rest = rest.replace(part, "");
        }
        return rest.length() < lower.length()
                && SEPARATORS.matcher(rest).replaceAll("").length() < MIN_LENGTH;
    }

    /** The whole texts and their words, the longest first. */
    private static List<String> parts(String email, String name) {
        var parts = new HashSet<>(Set.of(SERVICE));
        for (var text : List.of(email, User.nameOf(email), name)) {
            var lower = normalised(text).toLowerCase(Locale.ROOT);
            parts.add(lower);
            parts.addAll(List.of(SEPARATORS.split(lower)));
            parts.add(SEPARATORS.matcher(lower).replaceAll(""));
        }
        return parts.stream()
                .filter(part -> part.length() >= SHORTEST_PART)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** The text as it was typed, if that is another: the old service hashed it so. */
    static Optional<String> otherForm(String password) {
        return Normalizer.isNormalized(password, Normalizer.Form.NFC) ? Optional.empty() : Optional.of(password);
    }

    private Failure.Invalid invalid(String message) {
        return new Failure.Invalid(field, message);
    }

    /** Leaves the secret out, in case it ever reaches a log. */
    @Override
    public String toString() {
        return "NewPassword[" + field + "]";
    }
}
