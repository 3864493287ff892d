package co.getanswers.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The directory of the files that dev mode keeps over a restart; deleting it starts afresh. */
public final class DevDirectory {
    private static final Path PATH = Path.of(".dev");
    private static final int SECRET_BYTES = 32;

    private DevDirectory() {}

    public static Path of(String name) {
        return PATH.resolve(name);
    }

    /** Reads a random secret of this checkout, in hexadecimal; creates it first if there is none. */
    public static String secret(String name) {
        var file = of(name);
        try {
            if (!Files.exists(file)) {
                var random = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(random);
                Files.createDirectories(PATH);
                Files.writeString(file, HexFormat.of().formatHex(random));
                if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("A secret of dev mode can't be kept in " + file.toAbsolutePath(), failed);
        }
    }
}
