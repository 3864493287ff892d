package co.getanswers.intake;

import co.getanswers.mail.mime.MailFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** A stream whose first bytes tell its format. */
final class Beginning {
    private static final int TAR_HEADER = 512;

    private final BufferedInputStream stream;
    private final byte[] bytes;

    Beginning(InputStream in) throws IOException {
        stream = new BufferedInputStream(in, MailFormat.BYTES_TO_TELL);
        stream.mark(MailFormat.BYTES_TO_TELL);
        bytes = stream.readNBytes(MailFormat.BYTES_TO_TELL);
        stream.reset();
    }

    /** The whole stream, the first bytes included. */
    InputStream stream() {
        return stream;
    }

    MailFormat format() {
        return MailFormat.of(bytes);
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    boolean isGzip() {
        return startsWith(0x1F, 0x8B);
    }

    /** Tells whether a ZIP archive begins: with a file, or with its end if it has none. */
    boolean isZip() {
        return startsWith('P', 'K', 3, 4) || startsWith('P', 'K', 5, 6);
    }

    boolean isTar() {
        try {
            return bytes.length >= TAR_HEADER && TarUtils.verifyCheckSum(Arrays.copyOf(bytes, TAR_HEADER));
        } catch (IllegalArgumentException noNumber) {
            return false;
        }
    }

    private boolean startsWith(int... magic) {
        for (var i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
