package co.getanswers.platform;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Generates keys for new rows: UUID version 7 (RFC 9562), so that rows created together lie together in the index. */
public final class IdentifierGenerator {
    /** Created at the first use: a native executable must not take over the random seed of its build. */
    private static volatile @Nullable TimeBasedEpochGenerator shared;

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 1L << 63;

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

    /** The least of the keys that can be generated at a time: in the order of keys, those of earlier rows are before it. */
    public static UUID firstAt(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | VERSION_7, VARIANT);
    }
}
