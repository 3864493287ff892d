package co.getanswers.console;

import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the console.
 *
 * @param zipped the same content, compressed by gzip
 * @param tag changes with the content
 */
record ConsoleFile(String type, byte[] content, byte[] zipped, String tag) {
    private static final String FOLDER = "/console/";

    static ConsoleFile read(String name) {
        try (var source = ConsoleFile.class.getResourceAsStream(FOLDER + name)) {
            if (source == null) {
                throw new FileNotFoundException(FOLDER + name);
            }
            var content = source.readAllBytes();
            var tag = Hashing.sha256().hashBytes(content).toString().substring(0, 32);
            return new ConsoleFile(type(name), content, zip(content), '"' + tag + '"');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] zip(byte[] content) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(content);
        }
        return zipped.toByteArray();
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=UTF-8";
            case "css" -> "text/css;charset=UTF-8";
            case "js" -> "text/javascript;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("There is no type for " + name + ".");
        };
    }
}
