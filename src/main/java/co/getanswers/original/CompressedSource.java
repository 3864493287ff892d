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
    /** The size below which a search for repetitions costs little, whatever the content is. */
    private static final int SMALL = 16 * 1024;

    /** The distance of the bytes that are looked at in order to tell text from encoded attachments. */
    private static final int STRIDE = 61;

    /** One space among so many bytes is more than encoded attachments have, and less than text or HTML. */
    private static final int SPACES = 50;

    /** The compressor of each thread that parses: making one costs more than compressing a short message. */
    private static final ThreadLocal<Deflater> DEFLATERS = ThreadLocal.withInitial(CompressedSource::deflater);

    /** Compresses: some ten microseconds for a kibibyte of text, so not for an event loop. */
    public static CompressedSource of(byte[] source) {
        if (source.length < SMALL) {
            var deflater = DEFLATERS.get();
            deflater.reset();
            return compressed(source, deflater);
        }
        var deflater = deflater();
        try {
            if (isMostlyEncoded(source)) {
                deflater.setStrategy(Deflater.HUFFMAN_ONLY);
            }
            return compressed(source, deflater);
        } finally {
            deflater.end();
        }
    }

    private static Deflater deflater() {
        return new Deflater(Deflater.BEST_SPEED, true);
    }

    private static CompressedSource compressed(byte[] source, Deflater deflater) {
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
    }

    /** Tells whether it consists of encoded attachments, in which a search for repetitions finds nothing. */
    private static boolean isMostlyEncoded(byte[] source) {
        var spaces = 0;
        for (var i = 0; i < source.length; i += STRIDE) {
            if (source[i] == ' ') {
                spaces++;
            }
        }
        return spaces < source.length / STRIDE / SPACES;
    }

    /** The original; not for an event loop. */
    public byte[] decompress() {
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
