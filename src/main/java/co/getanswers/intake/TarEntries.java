package co.getanswers.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The files of a tar archive, as a stream. */
final class TarEntries implements MailEntries {
    private static final int RECORD = 512;

    /** The most bytes of the headers of one file: long names and extended headers are held in memory. */
    private static final int LARGEST_HEADERS = 1024 * 1024;

    private final CountedInput archive;
    private final HeaderLimit limited;
    private final TarArchiveInputStream tar;
    private final InputStream content;
    private final LongSupplier consumed;
    private boolean begun;

    /** @param consumed the bytes read of the file, in which the archive may be compressed */
    TarEntries(InputStream in, LongSupplier consumed) {
        this.archive = new CountedInput(in, RECORD);
        this.limited = new HeaderLimit(archive);
        this.tar = new TarArchiveInputStream(limited, StandardCharsets.UTF_8.name());
        this.content = new ExpansionLimit(tar, archive);
        this.consumed = consumed;
    }

    @Override
    public Optional<Entry> next() throws IOException {
        for (var entry = nextEntry(); entry != null; entry = nextEntry()) {
            if (!entry.isCheckSumOK()) {
                throw new IOException("the header of the next file is damaged");
            }
            if (entry.isSymbolicLink() || entry.isLink()) {
                return Optional.of(Entry.refused(entry.getName(), FolderEntries.LINK));
            }
            if (entry.isFIFO() || entry.isBlockDevice() || entry.isCharacterDevice()) {
                return Optional.of(Entry.refused(entry.getName(), FolderEntries.NO_FILE));
            }
            if (!entry.isDirectory()) {
                return Optional.of(new Entry(entry.getName(), content));
            }
        }
        return Optional.empty();
    }

    private @Nullable TarArchiveEntry nextEntry() throws IOException {
        if (begun) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        begun = true;
        limited.left = LARGEST_HEADERS;
        try {
            var entry = tar.getNextEntry();
            limited.left = Long.MAX_VALUE;
            if (entry == null) {
                requireEnd();
            }
            return entry;
        } catch (IllegalArgumentException malformed) {
            throw new IOException("the header of the next file is malformed", malformed);
        }
    }

    /** Checks that no file is missing: an archive ends with records of zeros. */
    private void requireEnd() throws IOException {
        var ended = archive.endsWithZeros(RECORD);
        archive.transferTo(OutputStream.nullOutputStream());
        if (!ended) {
            throw new IOException("it is cut off: the mark of its end is missing");
        }
    }

    @Override
    public long consumed() {
        return consumed.getAsLong();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private static final class HeaderLimit extends FilterInputStream {
        private long left = Long.MAX_VALUE;

        HeaderLimit(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = super.read(bytes, offset, length);
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new IOException("the header of the next file is larger than 1 MiB");
            }
            return read;
        }
    }
}
