package co.getanswers.triage;

import co.getanswers.mail.Domain;
import co.getanswers.mail.Participant;
import co.getanswers.triage.FileKinds.Danger;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Assesses the harm that a wrong action on a message could do. Each sign means a least risk, and the highest counts.
 */
final class RiskAssessment {
    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s<>\"]{1,64}@((?:[\\p{L}\\p{N}-]{1,63}\\.){1,10}\\p{L}[\\p{L}\\p{N}-]{1,62})");

    private final TriageInput input;
    private final MessageText message;
    private final Signals signals;
    private final boolean answerable;
    private final RiskLexicon lexicon = Lexicons.get().risk();

    private RiskAssessment(TriageInput input, MessageText message, Signals signals) {
        this.input = input;
        this.message = message;
        this.signals = signals;
        this.answerable = !input.mail().automation().mustNotBeAnswered();
    }

    static void assess(TriageInput input, MessageText message, Signals signals) {
        var assessment = new RiskAssessment(input, message, signals);
        assessment.addInstructions();
        assessment.addSender();
        assessment.addLinks();
        assessment.addAttachments();
        assessment.addAlternatives();
        var moneyOrAccess = assessment.addWords();
        assessment.addUrgency(moneyOrAccess);
    }

    private void addInstructions() {
        var mail = input.mail();
        var shown = OneLine.of(mail.subject(), 1_000) + "\n"
                + OneLine.of(mail.sender().name(), 1_000) + "\n" + message.text() + "\n" + message.furtherText();
        var lexicon = Lexicons.get().promptInjection();
        Optional<String> visible = lexicon.findIn(message.allWords(), shown);
        visible.map(text -> "“" + text + "”")
                .or(() -> lexicon.findIn(message.htmlWords(), message.htmlText())
                        .map(text -> "in hidden parts of its HTML, “" + text + "”"))
                .or(() -> findObscured(lexicon, shown).map(text -> "in a disguise, “" + text + "”"))
                .ifPresent(found -> {
                    var detail = "The message gives instructions to the agent: " + OneLine.of(found, 120) + ".";
                    signals.addRisk(Weight.INSTRUCTIONS_TO_AGENT, detail);
                    signals.addDecision("instructions_to_agent", "review", detail);
                    signals.addConfidence(Weight.INSTRUCTIONS_TO_AGENT, detail);
                });
        if (!message.complete()) {
            var detail = "The message is too long to be read whole; the rest may say anything.";
            signals.addDecision("not_read_whole", "review", detail);
            signals.addConfidence(Weight.NOT_READ_WHOLE, detail);
        }
    }

    private Optional<String> findObscured(PromptInjectionLexicon lexicon, String shown) {
        var decoded = ObscuredText.decoded(shown);
        var found = decoded.isEmpty() ? Optional.<String>empty() : lexicon.findIn(Words.of(decoded), decoded);
        if (found.isEmpty() && ObscuredText.isDisguised(message.allWords())) {
            found = lexicon.findIn(ObscuredText.plain(message.allWords()), "");
        }
        return found;
    }

    private void addSender() {
        var sender = input.mail().sender();
        var domain = Domain.of(sender.email());
        var named = ADDRESS.matcher(shownName(sender.name()));
        if (named.find() && !Domain.haveSameOwner(named.group(1), domain)) {
            signals.addRisk(
                    Weight.SENDER_NAME_LIES,
                    "The sender's name shows " + named.group() + ", the address is " + sender.email() + ".");
        }
        if (input.mail().evidence().failed()) {
            var detail = "The sender's address is probably forged: "
                    + input.mail().evidence().detail() + ".";
            signals.addRisk(Weight.SENDER_FORGED, detail);
            signals.addDecision(Weight.SENDER_FORGED.signal, "review", detail);
        }
        if (Domain.isPunycode(domain)) {
            signals.addRisk(Weight.PUNYCODE_SENDER, "The sender's domain is written in Punycode: " + domain + ".");
        }
        if (!sender.email().isEmpty() && input.owner().owns(sender.email())) {
            signals.addRisk(Weight.SENDER_IS_OWNER, "It claims to come from your own address.");
        }
        if (!answerable) {
            return;
        }
        if (SenderDescription.isUnknown(input)) {
            signals.addRisk(
                    Weight.UNKNOWN_SENDER,
                    "You received no mail from " + SenderDescription.describe(sender) + " before.");
        }
        input.mail().addresses().replyTo().stream()
                .map(Participant::email)
                .filter(replyTo -> !Domain.haveSameOwner(Domain.of(replyTo), domain))
                .findFirst()
                .ifPresent(replyTo -> signals.addRisk(
                        Weight.REPLY_ELSEWHERE, "Answers would go to " + replyTo + ", not to " + sender.email() + "."));
    }

    /** The name as a reader sees it: with wide letters and signs as ordinary ones, and without invisible characters. */
    private static String shownName(String name) {
        return Normalizer.normalize(OneLine.of(name, 1_000), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }

    private void addLinks() {
        LinkCheck.findDeception(input).ifPresent(detail -> signals.addRisk(Weight.LYING_LINK, detail));
        LinkCheck.findPunycodeHost(input.mail().links())
                .ifPresent(host -> signals.addRisk(
                        Weight.PUNYCODE_LINK, "A link leads to a host written in Punycode: " + host + "."));
    }

    private void addAlternatives() {
        // Senders of bulk mail often leave the text alternative to a sentence about HTML.
        if (answerable && !message.differing().isEmpty()) {
            signals.addRisk(
                    Weight.ALTERNATIVES_DIFFER,
                    "Another alternative says what the text does not: “" + message.differing() + "”.");
        }
    }

    private void addAttachments() {
        addFirst(Danger.PROGRAM, Weight.PROGRAM_ATTACHED);
        addFirst(Danger.CONTAINER, Weight.ARCHIVE_ATTACHED);
    }

    private void addFirst(Danger danger, Weight weight) {
        var kinds = FileKinds.get();
        var attached = input.mail().attachments().stream()
                .filter(file -> kinds.ofName(file.name()) == danger || kinds.ofType(file.type()) == danger)
                .map(file -> "The attachment " + OneLine.of(file.name(), 200));
        var contained = input.mail().further().files().stream()
                .filter(file -> kinds.ofName(file) == danger)
                .map(file -> "A file within the message, " + OneLine.of(file, 200) + ",");
        Stream.concat(attached, contained)
                .findFirst()
                .ifPresent(file -> signals.addRisk(weight, file + " can carry a program."));
    }

    /** @return true if the message is about money or access, which urgency turns into a trap */
    private boolean addWords() {
        var lower = (message.text() + "\n" + message.furtherText()).toLowerCase(Locale.ROOT);
        var money = addFound(Weight.MONEY, lexicon.money(), "It is about money");
        // A price in an offer is no payment: in bulk mail an amount alone means nothing.
        if (answerable && NumberCheck.namesAmount(lower)) {
            signals.addRisk(Weight.AMOUNT, "It names an amount of money.");
        }
        if (NumberCheck.namesAccount(lower)) {
            signals.addRisk(Weight.BANK_ACCOUNT, "It names a bank account.");
        }
        var fraud = addFound(Weight.PAYMENT_CHANGE, lexicon.paymentFraud(), "It asks for money the way fraud does");
        addFound(Weight.LEGAL, lexicon.legal(), "It is about a legal matter");
        addFound(Weight.LEGAL_THREAT, lexicon.legalThreat(), "It announces legal steps");
        var security = addFound(Weight.SECURITY, lexicon.security(), "It is about access or passwords");
        var credentials =
                addFound(Weight.CREDENTIALS, lexicon.credentials(), "It asks for access the way phishing does");
        addFound(Weight.PERSONAL_DATA, lexicon.personalData(), "It contains personal data");
        if (NumberCheck.namesCard(lower)) {
            signals.addRisk(Weight.CARD_NUMBER, "It contains what looks like the number of a payment card.");
        }
        return money || fraud || security || credentials;
    }

    private void addUrgency(boolean moneyOrAccess) {
        var urgent = lexicon.urgency().findIn(message.allWords());
        if (urgent.isEmpty()) {
            return;
        }
        var detail = "It is urgent: “" + urgent.get(0) + "”";
        if (moneyOrAccess) {
            signals.addRisk(Weight.URGENT_MONEY_OR_ACCESS, detail + ", where money or access is concerned.");
        } else if (answerable) {
            signals.addRisk(Weight.URGENCY, detail + ".");
        }
        if (answerable) {
            signals.addPriority(Weight.URGENCY, detail + ".");
        }
    }

    private boolean addFound(Weight weight, Phrases phrases, String meaning) {
        var found = phrases.findIn(message.allWords());
        if (found.isEmpty()) {
            return false;
        }
        signals.addRisk(weight, meaning + ": “" + String.join("”, “", found) + "”.");
        return true;
    }
}
