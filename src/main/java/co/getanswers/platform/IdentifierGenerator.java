package co.getanswers.platform;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Generates keys for new rows: UUID version 7 (RFC 9562), so that rows created together lie together in the index. */
public final class IdentifierGenerator {
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private IdentifierGenerator() {}

    public static UUID next() {
        return GENERATOR.generate();
    }
}
