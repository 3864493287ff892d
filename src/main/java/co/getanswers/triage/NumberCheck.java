package co.getanswers.triage;

import java.math.BigInteger;

/** Recognises account and card numbers by their check digits. */
final class NumberCheck {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private NumberCheck() {}

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
