package co.getanswers.platform;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Generates keys for new rows: UUID version 7 (RFC 9562), so that rows created together lie together in the index. */
public final class IdentifierGenerator {
    /** Created at the first use: a native executable must not take over the random seed of its build. */
    private static volatile @Nullable TimeBasedEpochGenerator shared;

    private IdentifierGenerator() {}

    public static UUID next() {
        var generator = shared;
        return (generator == null ? create() : generator).generate();
    }

    private static synchronized TimeBasedEpochGenerator create() {
        var generator = shared;
        if (generator == null) {
            generator = Generators.timeBasedEpochGenerator();
            shared = generator;
        }
        return generator;
    }
}
