package co.getanswers.intake;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Reads sources of mail to their end. */
final class Sources {
    private Sources() {}

    /** The names of the messages, each with the reason for a refusal. */
    static Map<String, String> read(MailSource source) throws IOException {
        var read = new LinkedHashMap<String, String>();
        try (source) {
            for (var item = source.next(); item.isPresent(); item = source.next()) {
                read.put(
                        source.name(item.get().number()),
                        Objects.requireNonNullElse(item.get().refusal(), ""));
            }
        }
        return read;
    }
}
