package co.getanswers.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The files of a ZIP archive, as a stream. */
final class ZipEntries implements MailEntries {
    /** The record at the end of the archive (APPNOTE.TXT, section 4.3.16), and the longest comment after it. */
    private static final int END = 22;

    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int MANY = 0xFFFF;

    private final CountedInput archive;
    private final ZipInputStream zip;
    private final InputStream content;
    private long count;

    ZipEntries(InputStream in) {
        archive = new CountedInput(in, END + LONGEST_COMMENT);
        // Names without the mark of UTF-8 may be in any charset; this one takes all bytes.
        zip = new ZipInputStream(archive, StandardCharsets.ISO_8859_1);
        content = new ExpansionLimit(zip, archive);
    }

    @Override
    public Optional<Entry> next() throws IOException {
        for (var entry = nextEntry(); entry != null; entry = nextEntry()) {
            if (!entry.isDirectory()) {
                return Optional.of(new Entry(name(entry.getName()), content));
            }
        }
        return Optional.empty();
    }

    private @Nullable ZipEntry nextEntry() throws IOException {
        if (count > 0) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        try {
            var entry = zip.getNextEntry();
            if (entry == null) {
                requireEnd();
            } else {
                count++;
            }
            return entry;
        } catch (IllegalArgumentException malformed) {
            throw new IOException("the name of the next file is malformed", malformed);
        }
    }

    /** A name that is UTF-8 without saying so is common. */
    private static String name(String name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(StandardCharsets.ISO_8859_1.newEncoder().encode(java.nio.CharBuffer.wrap(name)))
                    .toString();
        } catch (CharacterCodingException other) {
            return name;
        }
    }

    /** Checks that no file is missing: a ZIP archive that is cut off between two looks like its end to a stream. */
    private void requireEnd() throws IOException {
        archive.transferTo(OutputStream.nullOutputStream());
        var last = ByteBuffer.wrap(archive.last()).order(ByteOrder.LITTLE_ENDIAN);
        for (var at = last.limit() - END; at >= 0; at--) {
            if (last.getInt(at) == 0x06054B50) {
                var listed = last.getShort(at + 10) & 0xFFFF;
                if (listed != MANY && listed != (count & 0xFFFF)) {
                    throw new IOException("it lists " + listed + " entries, and " + count + " could be read");
                }
                return;
            }
        }
        throw new IOException("it is cut off: the list of its entries is missing");
    }

    @Override
    public long consumed() {
        return archive.count();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
