package co.getanswers.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Counts the bytes of a stream, and keeps the last ones. */
final class CountedInput extends FilterInputStream {
    private final byte[] ring;
    private long count;
    private boolean ended;

    /** @param kept the number of last bytes to keep */
    CountedInput(InputStream in, int kept) {
        super(in);
        this.ring = new byte[kept];
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        ended |= read < 0;
        for (var i = Math.max(0, read - ring.length); i < read; ) {
            var at = (int) ((count + i) % ring.length);
            var part = Math.min(read - i, ring.length - at);
            System.arraycopy(bytes, offset + i, ring, at, part);
            i += part;
        }
        count += Math.max(read, 0);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 8192)).length;
    }

    /** A pipe may have nothing at hand before its end, and a gzip stream would be taken to end there. */
    @Override
    public int available() throws IOException {
        return ended ? 0 : Math.max(1, super.available());
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long count() {
        return count;
    }

    /** The last bytes that were read. */
    byte[] last() {
        var length = (int) Math.min(count, ring.length);
        var last = new byte[length];
        for (var i = 0; i < length; i++) {
            last[i] = ring[(int) ((count - length + i) % ring.length)];
        }
        return last;
    }

    /** Tells whether the last {@code bytes} that were read are zeros. */
    boolean endsWithZeros(int bytes) {
        var last = last();
        return last.length >= bytes && Arrays.equals(last, last.length - bytes, last.length, new byte[bytes], 0, bytes);
    }
}
