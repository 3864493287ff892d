package co.getanswers.auth;

import co.getanswers.account.User;
import co.getanswers.platform.Failure.FieldError;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person's further addresses. Nobody proves them, so they only tell the person's own mail in the person's own mailbox:
 * nothing is sent from them, and two people may share one.
 */
final class Aliases {
    static final int MAX = 20;

    private static final String FIELD = "addresses";
    private static final int MAX_LENGTH = 255;
    private static final Pattern LOCAL = Pattern.compile("[^\\p{C}\\p{Z}\"<>(),;:\\\\@]+");
    private static final Pattern DOMAIN =
            Pattern.compile("(?i)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+");

    private Aliases() {}

    static List<FieldError> faults(@Nullable List<@Nullable String> addresses) {
        if (addresses == null || addresses.size() > MAX) {
            return List.of(new FieldError(FIELD, "must be a list of at most " + MAX + " addresses"));
        }
        var faults = new ArrayList<FieldError>();
        for (var i = 0; i < addresses.size(); i++) {
            var address = addresses.get(i);
            if (address == null || !isAddress(address.strip())) {
                faults.add(new FieldError(FIELD + "[" + i + "]", "must be an e-mail address"));
            }
        }
        return faults;
    }

    /** The addresses as they are kept: in lower case, each once, and without that of the account. */
    static List<String> normalised(List<@Nullable String> addresses, String account) {
        return addresses.stream()
                .map(Objects::requireNonNull)
                .map(User::normalised)
                .filter(address -> !address.equals(account))
                .distinct()
                .toList();
    }

    private static boolean isAddress(String address) {
        var at = address.lastIndexOf('@');
        return at > 0
                && address.length() <= MAX_LENGTH
                && LOCAL.matcher(address.substring(0, at)).matches()
                && isDomain(address.substring(at + 1));
    }

    private static boolean isDomain(String domain) {
        try {
            return DOMAIN.matcher(IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED)).matches();
        } catch (IllegalArgumentException | IndexOutOfBoundsException unfit) {
            return false;
        }
    }
}
