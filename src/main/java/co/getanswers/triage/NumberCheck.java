package co.getanswers.triage;

import java.math.BigInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Recognises amounts of money, and account and card numbers by their check digits. */
final class NumberCheck {
    /** A letter or digit, in place of {@code \b}, which looks back over a whole run of accents at each of them. */
    private static final String LETTER = "[\\p{L}\\p{N}]";

    private static final String ENDS = "(?!" + LETTER + ")";
    private static final String CURRENCY = "(?:eur|usd|chf|gbp)";

    // Each pattern looks back only from its match: looking back first, at every character, takes several times as long.
    // An amount is found from a digit for the same reason: there are far fewer digits than letters.
    private static final Pattern AMOUNT = Pattern.compile("\\d(?:(?<=(?:[€$£¥]|" + CURRENCY + "(?<!" + LETTER + CURRENCY
            + ")) ?\\d)| ?(?:[€$£]|(?:eur|euros?|usd|dollars?|chf|gbp)" + ENDS + "))");
    private static final Pattern IBAN = Pattern.compile(
            "[a-z]{2}\\d{2}(?<!" + LETTER + "[a-z]{2}\\d{2}) ?(?:[a-z0-9]{4} ?){2,7}[a-z0-9]{1,4}" + ENDS);
    private static final Pattern CARD = Pattern.compile("\\d(?<!" + LETTER + "\\d)(?:[ -]?\\d){12,18}" + ENDS);

    /** The address of a page, of a mailbox, or of a server, whose digits and letters mean nothing. */
    private static final Pattern ADDRESS =
            Pattern.compile("://|@|www\\.|[\\p{L}\\p{N}-]\\.[a-z][\\p{L}\\p{N}-]*\\.[a-z]{2}|%[0-9a-f]{2}");

    private static final int LONGEST_ADDRESS = 300;

    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private NumberCheck() {}

    /** @param lower text in lower case, as in the other methods */
    static boolean namesAmount(String lower) {
        return find(AMOUNT, 0, lower, amount -> true);
    }

    static boolean namesAccount(String lower) {
        return find(IBAN, 2, lower, NumberCheck::isIban);
    }

    static boolean namesCard(String lower) {
        return find(CARD, 0, lower, NumberCheck::isCard);
    }

    /** @param letters the letters that each match has before its first digit, because digits are rare */
    private static boolean find(Pattern pattern, int letters, String text, Predicate<String> check) {
        return Digits.find(
                pattern,
                letters,
                text,
                match -> check.test(match.group()) && !isInAddress(text, match.start(), match.end()));
    }

    private static boolean isInAddress(String text, int from, int to) {
        var start = from;
        while (start > 0 && from - start < LONGEST_ADDRESS && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        var end = to;
        while (end < text.length() && end - to < LONGEST_ADDRESS && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return ADDRESS.matcher(text).region(start, end).find();
    }

    /**
     * ISO 13616: with letters counted from 10 and the first four characters moved to the end, the remainder by 97 is 1.
     */
    static boolean isIban(String text) {
        var bare = text.replace(" ", "");
        if (bare.length() < 15 || bare.length() > 34) {
            return false;
        }
        var digits = new StringBuilder();
        (bare.substring(4) + bare.substring(0, 4))
                .chars()
                .forEach(c -> digits.append(Character.digit(c, Character.MAX_RADIX)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }

    /** ISO/IEC 7812: with every second digit from the right doubled, the sum of digits ends in 0 (Luhn). */
    static boolean isCard(String text) {
        var digits = text.replaceAll("[ -]", "");
        var sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
