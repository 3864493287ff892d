package co.getanswers.triage;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.mail.AddressFields;
import co.getanswers.mail.Attachment;
import co.getanswers.mail.CalendarObject;
import co.getanswers.mail.DeliveryReport;
import co.getanswers.mail.FurtherContent;
import co.getanswers.mail.GmailFields;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.ParsedMail.Automation;
import co.getanswers.mail.ParsedMail.Link;
import co.getanswers.mail.Participant;
import co.getanswers.mail.SenderEvidence;
import co.getanswers.policy.NamedRules;
import co.getanswers.policy.Rules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Mail for tests of triage, written as mail looks: fields, an empty line, text. Besides From, Reply-To and Subject there
 * are {@code Attachment: name}, {@code Link: text -> target}, {@code Html: …}, {@code Automated: noReply bulk …}, and what
 * the mailbox knows: {@code Evidence: passed}, {@code Alternative: text}, {@code Enclosed: text}, {@code Contained: name},
 * {@code Received: 3}, {@code Sent: yes}, {@code Answered: yes}, {@code Policy: rules}.
 */
final class MailFixture {
    static final TriageInput.Owner OWNER =
            new TriageInput.Owner("tom@northwind.example", "Tom Berger", AutonomyLevel.MEDIUM);
    static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 24, 10, 15, 0, 0, ZoneOffset.UTC);

    private Participant from = new Participant("", "");
    private List<Participant> replyTo = List.of();
    private String subject = "";
    private String html = "";
    private String automated = "";
    private String listDomain = "";
    private DeliveryReport report;
    private long received;
    private boolean sent;
    private boolean answered;
    private SenderEvidence.Verdict evidence = SenderEvidence.Verdict.PASSED;
    private String alternative = "";
    private String enclosed = "";
    private final List<String> contained = new ArrayList<>();
    private boolean answeredLately;
    private boolean alone = true;
    private boolean newest = true;
    private Instant sentAt = Instant.parse("2026-11-24T10:00:00Z");
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<CalendarObject> calendars = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<NamedRules> policies = new ArrayList<>();

    private MailFixture() {}

    static Proposal proposalFor(String mail) {
        return Triage.propose(read(mail));
    }

    static TriageInput read(String mail) {
        var parts = mail.split("\n\n", 2);
        var context = new MailFixture();
        parts[0].lines().forEach(context::field);
        return context.with(parts.length > 1 ? parts[1] : "");
    }

    private void field(String line) {
        var colon = line.indexOf(':');
        var value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon)) {
            case "From" -> from = participant(value);
            case "Reply-To" ->
                replyTo = Stream.of(value.split(", "))
                        .map(MailFixture::participant)
                        .toList();
            case "Subject" -> subject = value;
            case "Html" -> html = value;
            case "Attachment" ->
                attachments.add(
                        new Attachment(attachments.size() + 1, value, "application/octet-stream", 1, false, "", null));
            case "Automated" -> automated = value;
            case "List" -> listDomain = value;
            case "Link" -> links.add(new Link(value.split(" -> ")[0], value.split(" -> ")[1]));
            case "Received" -> received = Long.parseLong(value);
            case "Sent" -> sent = value.equals("yes");
            case "Answered" -> answered = value.equals("yes");
            case "Evidence" -> evidence = SenderEvidence.Verdict.valueOf(value.toUpperCase(Locale.ROOT));
            case "Alternative" -> alternative = value;
            case "Enclosed" -> enclosed = value;
            case "Contained" -> contained.add(value);
            case "Answered-Lately" -> answeredLately = value.equals("yes");
            case "Newest" -> newest = value.equals("yes");
            case "Date" -> sentAt = Instant.parse(value + "T10:00:00Z");
            case "Alone" -> alone = value.equals("yes");
            case "Event" -> calendars.add(event(value));
            case "Failed" ->
                report = new DeliveryReport(
                        DeliveryReport.Outcome.valueOf(value), List.of("maria@acme.example"), "1", null);
            case "Policy" -> policies.add(new NamedRules("policy " + (policies.size() + 1), Rules.read(value)));
            default -> throw new IllegalArgumentException(line);
        }
    }

    /** A method and a day, such as {@code REQUEST 2026-12-03}, and what else the event is. */
    private static CalendarObject event(String value) {
        var words = value.split(" ");
        var day = words.length > 1 ? LocalDate.parse(words[1]) : null;
        return new CalendarObject(
                words[0],
                "Visit",
                day,
                day,
                value.contains("repeats"),
                value.contains("cancelled"),
                value.contains("changed"),
                value.contains("DECLINED") ? "DECLINED" : "ACCEPTED");
    }

    private static Participant participant(String value) {
        var angle = value.lastIndexOf('<');
        return angle < 0
                ? new Participant(value.toLowerCase(Locale.ROOT), "")
                : new Participant(
                        value.substring(angle + 1, value.length() - 1).toLowerCase(Locale.ROOT),
                        value.substring(0, angle).strip());
    }

    private TriageInput with(String text) {
        var mail = new ParsedMail(
                "id@example",
                null,
                List.of(),
                from,
                new AddressFields(
                        List.of(new Participant(OWNER.email(), OWNER.name())), List.of(), replyTo, List.of(), null),
                subject,
                text,
                html,
                sentAt,
                true,
                "",
                GmailFields.NONE,
                List.copyOf(attachments),
                List.copyOf(links),
                new Automation(
                        automated.contains("noReply"),
                        automated.contains("mailingList"),
                        automated.contains("bulk"),
                        automated.contains("autoSubmitted"),
                        automated.contains("bounce"),
                        automated.contains("suppressed"),
                        listDomain),
                List.copyOf(calendars),
                report,
                new SenderEvidence(evidence, ""),
                new FurtherContent(alternative, enclosed, List.copyOf(contained), true),
                true);
        return new TriageInput(
                mail,
                new TriageInput.Thread(answered ? 3 : 1, answered, newest, alone, answered),
                new TriageInput.History(received, sent, answeredLately),
                OWNER,
                policies,
                NOW.toInstant());
    }
}
