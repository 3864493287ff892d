package co.getanswers.intake;

import co.getanswers.mail.mime.SharedMail;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A mailbox of any size, made of real messages over and over. Each time round their Message-IDs are others, so that
 * the threads are others too.
 *
 * @param messages how many it holds, duplicates included
 */
record GeneratedMailbox(Path file, long messages, long distinct) {
    private static final Pattern ID_FIELD =
            Pattern.compile("(?mi)^(?:Message-ID|In-Reply-To|References):[^\\n]*(?:\\n[ \\t][^\\n]*)*");
    private static final Pattern ID = Pattern.compile("<([^<>@\\s]+)@");

    /** At least {@code size} bytes. */
    static GeneratedMailbox of(long size, Path file) throws IOException {
        var mails = mails();
        var distinct =
                mails.stream().map(GeneratedMailbox::messageId).distinct().count();
        var round = 0L;
        var written = 0L;
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (; written < size; round++) {
                for (var mail : mails) {
                    written += write(out, mail, round);
                }
            }
        }
        return new GeneratedMailbox(file, round * mails.size(), round * distinct);
    }

    private static long write(OutputStream out, String mail, long round) throws IOException {
        var end = mail.indexOf("\n\n") < 0 ? mail.length() : mail.indexOf("\n\n");
        var header = ID_FIELD.matcher(mail.substring(0, end))
                .replaceAll(field -> ID.matcher(field.group())
                        .replaceAll("<$1.round" + round + "@")
                        .replace("\\", "\\\\")
                        .replace("$", "\\$"));
        var bytes = ("From someone@example.com Tue Nov 17 10:00:00 2026\n"
                        + header
                        + mail.substring(end).replaceAll("(?m)^(>*From )", ">$1")
                        + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        out.write(bytes);
        return bytes.length;
    }

    private static String messageId(String mail) {
        var id = Pattern.compile("(?mi)^Message-ID:\\s*(<[^>]+>)").matcher(mail);
        return id.find() ? id.group(1) : mail;
    }

    /** The mails beside the checkout where there are any, else the demo account's. */
    private static List<String> mails() throws IOException {
        var mails = new ArrayList<String>();
        var threads = SharedMail.find().map(mail -> mail.resolve("threads"));
        if (threads.isPresent()) {
            try (var files = Files.list(threads.get())) {
                for (var file : files.sorted().toList()) {
                    mails.add(text(Files.readAllBytes(file)));
                }
            }
            return mails;
        }
        try (InputStream demo = GeneratedMailbox.class.getResourceAsStream("/demo/mailbox.mbox")) {
            var batches = BatchReader.mbox(demo);
            for (var batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
                batch.mails().forEach(mail -> mails.add(text(mail.bytes())));
            }
        }
        return mails;
    }

    private static String text(byte[] mail) {
        var text = new String(mail, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        return text.endsWith("\n") ? text : text + "\n";
    }
}
