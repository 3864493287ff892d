package co.getanswers.intake;

import java.nio.charset.StandardCharsets;

/** Mail for tests. */
final class Mails {
    private Mails() {}

    /** @param headers further fields, each with its line end */
    static byte[] mail(String from, String to, String id, String subject, String headers, String text) {
        return """
                From: %s
                To: %s
                Message-ID: <%s>
                Date: Tue, 17 Nov 2026 10:00:00 +0000
                Subject: %s
                %s
                %s
                """.formatted(from, to, id, subject, headers, text).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] reply(String from, String to, String id, String subject, String references) {
        return mail(from, to, id, subject, "References: " + references + "\n", "As I said.");
    }
}
