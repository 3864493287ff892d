package co.getanswers.policy;

import java.text.Normalizer;

/** The form in which texts are compared: composed, and without case. */
final class Folding {
    private Folding() {}

    static String fold(String text) {
        if (text == null) {
            return "";
        }
        // By way of the upper case, so that the two lower-case sigmas and the like meet.
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
