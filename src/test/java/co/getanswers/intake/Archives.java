package co.getanswers.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes archives of files, by their names. */
final class Archives {
    private Archives() {}

    static byte[] mail(String subject) {
        return bytes("From: Mira <mira@acme.example>\nTo: robin@example.com\nMessage-ID: <" + subject.replace(' ', '-')
                + "@acme.example>\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nSubject: " + subject + "\n\nHello\n");
    }

    static byte[] mbox(String... subjects) {
        var mailbox = new StringBuilder();
        for (var subject : subjects) {
            mailbox.append("From mira@acme.example Mon Nov  2 10:00:00 2026\n")
                    .append(new String(mail(subject), StandardCharsets.UTF_8))
                    .append('\n');
        }
        return bytes(mailbox.toString());
    }

    static byte[] zip(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    static byte[] tar(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
