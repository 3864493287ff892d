package co.getanswers.original;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * An original as it is stored.
 *
 * @param size the bytes of the original
 */
public record CompressedSource(Algorithm algorithm, int size, byte[] content) {
    /** The size above which an original consists of encoded attachments, in which a search for repetitions finds nothing. */
    private static final int MOSTLY_ENCODED = 256 * 1024;

    /** Compresses: some ten microseconds for a kibibyte of text, so not for an event loop. */
    public static CompressedSource of(byte[] source) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            if (source.length > MOSTLY_ENCODED) {
                deflater.setStrategy(Deflater.HUFFMAN_ONLY);
            }
            deflater.setInput(source);
            deflater.finish();
            var content = new byte[source.length / 2 + 64];
            var length = 0;
            while (!deflater.finished()) {
                if (length == content.length) {
                    content = Arrays.copyOf(content, content.length + content.length / 2);
                }
                length += deflater.deflate(content, length, content.length - length);
            }
            return new CompressedSource(Algorithm.DEFLATE, source.length, Arrays.copyOf(content, length));
        } finally {
            deflater.end();
        }
    }

    /** The original; not for an event loop. */
    byte[] decompress() {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(content);
            var source = new byte[size];
            var length = 0;
            while (length < size) {
                var read = inflater.inflate(source, length, size - length);
                if (read == 0) {
                    throw new IllegalStateException("The stored original is shorter than it was.");
                }
                length += read;
            }
            return source;
        } catch (DataFormatException damaged) {
            throw new IllegalStateException("The stored original is damaged.", damaged);
        } finally {
            inflater.end();
        }
    }
}
