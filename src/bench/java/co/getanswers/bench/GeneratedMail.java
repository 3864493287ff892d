package co.getanswers.bench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/**
 * Generates mail: four messages to a thread, the third by the mailbox's owner; a quarter with HTML beside the text, an
 * eighth quoted-printable. The same number in the same series is always the same message.
 *
 * @param series part of each Message-ID
 */
public record GeneratedMail(String series) {
    public static final int MESSAGES_OF_A_THREAD = 4;

    private static final Instant FIRST = Instant.parse("2026-06-01T07:00:00Z");
    private static final int OWN = 2;
    private static final int SHORTEST = 200;
    private static final int LENGTHS = 900;

    private static final List<String> SENTENCES = List.of(
            "Thank you for the quick answer; that settles the first of the three points.",
            "Could you tell me by Friday whether the quoted price still holds for the second year?",
            "I have attached the signed copy, and the original is in the post.",
            "Our accountant noticed that the invoice of last month lacks the purchase order number.",
            "The team would like to meet on Thursday at ten, if that suits you.",
            "There was a misunderstanding about the number of licences: we need twelve, not twenty.",
            "The contract ends in December and renews for a year unless either side objects.",
            "Please approve the offer, or tell me whom I should ask instead.");
    private static final List<String> UMLAUTS = List.of(
            "Der Vertrag verl=C3=A4ngert sich um ein Jahr, wenn niemand widerspricht.",
            "K=C3=B6nnen Sie mir bis Freitag sagen, ob der Preis noch gilt?");
    private static final List<String> SUBJECTS =
            List.of("Renewal of the contract", "Invoice", "The harbour", "Workshop in autumn", "Delivery", "Audit");
    private static final List<String> PEOPLE =
            List.of("Dana Reyes", "Hannah Berg", "Priya Nair", "Tom Albright", "Jonas Weber", "Aiko Mori");

    /** A message with line feeds alone, as in files, and without tabs. */
    public String mail(int number, String owner) {
        var random = new Random(number);
        var thread = number / MESSAGES_OF_A_THREAD;
        var place = number % MESSAGES_OF_A_THREAD;
        var other = thread % PEOPLE.size();
        var correspondent = "%s <%s@partner%d.example>"
                .formatted(
                        PEOPLE.get(other),
                        PEOPLE.get(other).toLowerCase().replace(' ', '.'),
                        thread % 40); // Recurring addresses.
        var mail = new StringBuilder()
                .append("From: ")
                .append(place == OWN ? owner : correspondent)
                .append("\nTo: ")
                .append(place == OWN ? correspondent : owner)
                .append("\nSubject: ")
                .append(place == 0 ? "" : "Re: ")
                .append(SUBJECTS.get(thread % SUBJECTS.size()))
                .append(" no. ")
                .append(thread)
                .append("\nDate: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        FIRST.plusSeconds(60L * number).atZone(ZoneOffset.UTC)))
                .append("\nMessage-ID: ")
                .append(id(number))
                .append('\n');
        if (place > 0) {
            mail.append("In-Reply-To: ").append(id(number - 1)).append("\nReferences:");
            for (var before = number - place; before < number; before++) {
                mail.append(before == number - place ? " " : "\n ").append(id(before));
            }
            mail.append('\n');
        }
        return mail.append("MIME-Version: 1.0\n").append(body(number, random)).toString();
    }

    /** The message as an entry of a mailbox in the mbox format. */
    String entry(int number, String owner) {
        return "From sender@partner.example Mon Jun  1 07:00:00 2026\n" + mail(number, owner) + "\n\n";
    }

    private String id(int number) {
        return "<" + number + "." + series + "@bench.example>";
    }

    private static String body(int number, Random random) {
        if (number % 8 == 7) {
            return "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                    + text(UMLAUTS, "\n", random);
        }
        var text = text(SENTENCES, " ", random);
        if (number % 4 == 1) {
            return """
                    Content-Type: multipart/alternative; boundary="=_part"

                    --=_part
                    Content-Type: text/plain; charset=utf-8

                    %s
                    --=_part
                    Content-Type: text/html; charset=utf-8

                    <html><body><p>%s</p></body></html>
                    --=_part--
                    """.formatted(text, text);
        }
        return "Content-Type: text/plain; charset=utf-8\n\n" + text;
    }

    private static String text(List<String> sentences, String between, Random random) {
        var length = SHORTEST + random.nextInt(LENGTHS);
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(sentences.get(random.nextInt(sentences.size()))).append(between);
        }
        return text.toString();
    }
}
