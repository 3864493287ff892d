package co.getanswers.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bounds the bytes that come out of compressed ones, so that a small archive can't keep the import busy for ever. */
final class ExpansionLimit extends FilterInputStream {
    /** More than mail that repeats itself is compressed to. */
    private static final int MOST_TIMES = 200;

    private static final long FREE = 100L * 1024 * 1024;

    private final CountedInput compressed;
    private final long free;
    private long expanded;

    ExpansionLimit(InputStream expanded, CountedInput compressed) {
        this(expanded, compressed, FREE);
    }

    /** @param free the number of bytes to which any input may expand */
    ExpansionLimit(InputStream expanded, CountedInput compressed, long free) {
        super(expanded);
        this.compressed = compressed;
        this.free = free;
    }

    @Override
    public int read() throws IOException {
        return (int) counted(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        return (int) counted(read, read);
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private long counted(long result, long bytes) throws IOException {
        expanded += result < 0 ? 0 : bytes;
        if (expanded > free + MOST_TIMES * compressed.count()) {
            throw new IOException("it expands to more than " + MOST_TIMES + " times its size");
        }
        return result;
    }
}
