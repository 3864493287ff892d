package co.getanswers.mail.mime;

import com.ibm.icu.charset.CharsetProviderICU;
import java.nio.charset.Charset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The charsets of ICU, such as UTF-7, HZ and ISO-8859-14, which Java does not have. Java itself asks only the providers
 * of the system's class loader, and ICU is not among them once the application is packaged.
 */
final class IcuCharsets {
    private static final CharsetProviderICU PROVIDER = new CharsetProviderICU();

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9.:+_-]*");

    /** Names of Windows code pages, other than the registered ones. */
    private static final Pattern WINDOWS = Pattern.compile("(?:x-)?(?:win|ms|cp)-?(125\\d)");

    private static final Pattern DOS = Pattern.compile("(?:x-)?(?:dos|oem|cp|ibm)-?(\\d{3})");

    private IcuCharsets() {}

    /** @param name in lower case */
    static @Nullable Charset find(String name) {
        if (!LEGAL.matcher(name).matches()) {
            return null;
        }
        var charset = provided(name);
        if (charset == null) {
            var registered = DOS.matcher(WINDOWS.matcher(name).replaceFirst("windows-$1"))
                    .replaceFirst("ibm$1");
            charset = provided(registered.startsWith("x-") ? registered.substring(2) : registered);
        }
        return charset;
    }

    private static @Nullable Charset provided(String name) {
        try {
            return PROVIDER.charsetForName(name);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
