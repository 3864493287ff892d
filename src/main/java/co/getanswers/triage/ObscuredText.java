package co.getanswers.triage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Text that a person can't read and an agent may: encoded in Base64, Base32, hexadecimal, binary, percent signs or escapes, or with
 * its letters set apart or replaced by digits.
 */
final class ObscuredText {
    private static final int MOST_RUNS = 20;
    private static final int LONGEST = 8_000;
    private static final int SHORTEST_RUN = 16;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{20,}={0,2}");
    private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]{32,}={0,6}");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{32,}");
    private static final Pattern BINARY = Pattern.compile("[01]{8}[01 ]{56,}");
    private static final Pattern PERCENT = Pattern.compile("[A-Za-z0-9.,_%-]{16,}");
    private static final Pattern ESCAPED = Pattern.compile("(?:\\\\u[0-9A-Fa-f]{4}){8,500}");
    private static final String DIGITS = "0134578";
    private static final String LETTERS = "oieastb";

    private ObscuredText() {}

    /** The texts that the runs of a text decode to, each of readable words; mostly none. */
    static String decoded(String text) {
        var candidates = longRuns(text);
        if (candidates.isEmpty()) {
            return "";
        }
        return Stream.of(
                        runs(BASE64, candidates).map(ObscuredText::base64),
                        runs(BASE32, candidates).map(ObscuredText::base32),
                        runs(HEX, candidates).map(run -> digits(run, 2, 16)),
                        runs(BINARY, candidates).map(run -> digits(run.replace(" ", ""), 8, 2)),
                        runs(ESCAPED, candidates).map(ObscuredText::escaped),
                        runs(PERCENT, candidates)
                                .filter(run -> run.contains("%20"))
                                .map(ObscuredText::percent))
                .flatMap(decoded -> decoded)
                .filter(ObscuredText::isReadable)
                .reduce("", (all, one) -> all + "\n" + one);
    }

    /** The runs without spaces that are longer than words, and the octets; few texts have any. */
    private static String longRuns(String text) {
        var found = new StringBuilder();
        var start = 0;
        for (int at = 0; at <= text.length() && found.length() < LONGEST * MOST_RUNS; at++) {
            if (at == text.length() || text.charAt(at) <= ' ') {
                if (at - start >= SHORTEST_RUN) {
                    found.append(text, start, at).append('\n');
                } else if (at - start == 8 && isOctet(text, start)) {
                    found.append(text, start, at).append(' ');
                }
                start = at + 1;
            }
        }
        return found.toString();
    }

    private static boolean isOctet(String text, int start) {
        for (int at = start; at < start + 8; at++) {
            if (text.charAt(at) != '0' && text.charAt(at) != '1') {
                return false;
            }
        }
        return true;
    }

    /** The words with single letters joined and digits between letters read as the letters they resemble. */
    static Words plain(Words words) {
        var plain = new ArrayList<String>();
        var letters = new StringBuilder();
        for (var word : words.list()) {
            if (word.length() == 1 && Character.isLetter(word.charAt(0))) {
                letters.append(word);
            } else {
                flush(letters, plain);
                plain.add(letterlike(word));
            }
        }
        flush(letters, plain);
        return new Words(plain);
    }

    /** Tells whether {@link #plain} would change several words: few mails have such words. */
    static boolean isDisguised(Words words) {
        var mixed = 0;
        var single = 0;
        for (var word : words.list()) {
            mixed += isMixed(word) ? 1 : 0;
            single = word.length() == 1 && Character.isLetter(word.charAt(0)) ? single + 1 : 0;
            if (single == 5 || mixed == 3) {
                return true;
            }
        }
        return false;
    }

    private static void flush(StringBuilder letters, List<String> plain) {
        if (!letters.isEmpty()) {
            plain.add(letters.toString());
            letters.setLength(0);
        }
    }

    private static boolean isMixed(String word) {
        var digits = 0;
        for (int i = 0; i < word.length(); i++) {
            digits += Character.isDigit(word.charAt(i)) ? 1 : 0;
        }
        return digits > 0 && digits < word.length() && word.length() <= 20;
    }

    private static String letterlike(String word) {
        if (!isMixed(word)) {
            return word;
        }
        var read = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            var at = DIGITS.indexOf(word.charAt(i));
            read.append(at < 0 ? word.charAt(i) : LETTERS.charAt(at));
        }
        return read.toString();
    }

    private static Stream<String> runs(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .limit(MOST_RUNS)
                .map(MatchResult::group)
                .map(run -> run.substring(0, Math.min(run.length(), LONGEST)));
    }

    private static String base64(String run) {
        var standard = run.replace('-', '+').replace('_', '/').replace("=", "");
        try {
            var whole = standard.substring(0, standard.length() - (standard.length() % 4 == 1 ? 1 : 0));
            return new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException other) {
            return "";
        }
    }

    private static String base32(String run) {
        var bytes = new byte[run.length() * 5 / 8];
        var bits = 0;
        var buffer = 0;
        var length = 0;
        for (var c : run.replace("=", "").toCharArray()) {
            buffer = buffer << 5 | (c >= 'A' ? c - 'A' : c - '2' + 26);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[length++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static String digits(String run, int width, int radix) {
        var bytes = new byte[run.length() / width];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(run.substring(i * width, (i + 1) * width), radix);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String escaped(String run) {
        var read = new StringBuilder(run.length() / 6);
        for (int i = 0; i + 6 <= run.length(); i += 6) {
            read.append((char) Integer.parseInt(run.substring(i + 2, i + 6), 16));
        }
        return read.toString();
    }

    private static String percent(String run) {
        var read = new StringBuilder(run.length());
        for (int i = 0; i < run.length(); i++) {
            var high = run.charAt(i) == '%' && i + 2 < run.length() ? Character.digit(run.charAt(i + 1), 16) : -1;
            var low = high < 0 ? -1 : Character.digit(run.charAt(i + 2), 16);
            if (low >= 0) {
                read.append((char) (high << 4 | low));
                i += 2;
            } else {
                read.append(run.charAt(i));
            }
        }
        return read.toString();
    }

    /** Encoded words decode to letters and spaces; ids, keys and images decode to anything. */
    private static boolean isReadable(String decoded) {
        var readable = decoded.chars()
                .filter(c -> Character.isLetterOrDigit(c) && c != 0xFFFD || c == ' ' || c >= '!' && c <= '/')
                .count();
        return decoded.indexOf(' ') > 0 && readable >= decoded.length() * 0.9;
    }
}
