package co.getanswers.triage;

import co.getanswers.mail.Domain;
import co.getanswers.mail.Participant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Assesses the harm that a wrong action on a message could do. Each sign means a least risk, and the highest counts.
 */
final class RiskAssessment {
    /** A letter or digit, in place of {@code \b}, which looks back over a whole run of accents at each of them. */
    private static final String LETTER = "[\\p{L}\\p{N}]";

    private static final String ENDS = "(?!" + LETTER + ")";
    private static final String CURRENCY = "(?:eur|usd|chf|gbp)";

    // Each pattern looks back only from its match: looking back first, at every character, takes several times as long.
    // An amount is found from a digit for the same reason: there are far fewer digits than letters.
    private static final Pattern AMOUNT = Pattern.compile("\\d(?:(?<=(?:[€$£¥]|" + CURRENCY + "(?<!" + LETTER + CURRENCY
            + ")) ?\\d)| ?(?:[€$£]|(?:eur|euros?|usd|dollars?|chf|gbp)" + ENDS + "))");
    private static final Pattern IBAN = Pattern.compile(
            "[a-z]{2}\\d{2}(?<!" + LETTER + "[a-z]{2}\\d{2}) ?(?:[a-z0-9]{4} ?){2,7}[a-z0-9]{1,4}" + ENDS);
    private static final Pattern CARD = Pattern.compile("\\d(?<!" + LETTER + "\\d)(?:[ -]?\\d){12,18}" + ENDS);
    private static final Pattern RUNNABLE =
            Pattern.compile(".*\\.(?:exe|scr|com|bat|cmd|vbs|vbe|js|jse|wsf|hta|lnk|iso|img|msi|jar|ps1|html?|svg)");
    private static final Pattern MACROS = Pattern.compile(".*\\.(?:docm|dotm|xlsm|xltm|xlam|pptm|zip|rar|7z|one)");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>\"]{1,64}@([a-z0-9.-]{1,255})");

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
        var named = ADDRESS.matcher(sender.name().toLowerCase(Locale.ROOT));
        if (named.find() && !Domain.haveSameOwner(named.group(1), domain)) {
            signals.addRisk(
                    Weight.SENDER_NAME_LIES,
                    "The sender's name shows " + named.group() + ", the address is " + sender.email() + ".");
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

    private void addLinks() {
        LinkCheck.findDeception(input.mail().links()).ifPresent(detail -> signals.addRisk(Weight.LYING_LINK, detail));
        LinkCheck.findPunycodeHost(input.mail().links())
                .ifPresent(host -> signals.addRisk(
                        Weight.PUNYCODE_LINK, "A link leads to a host written in Punycode: " + host + "."));
    }

    private void addAttachments() {
        addFirstAttachment(RUNNABLE, Weight.PROGRAM_ATTACHED);
        addFirstAttachment(MACROS, Weight.ARCHIVE_ATTACHED);
    }

    private void addFirstAttachment(Pattern kind, Weight weight) {
        input.mail().attachments().stream()
                .map(attachment -> OneLine.of(attachment.name(), 1_000).toLowerCase(Locale.ROOT))
                .filter(name -> kind.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> signals.addRisk(weight, "The attachment " + name + " can carry a program."));
    }

    /** @return true if the message is about money or access, which urgency turns into a trap */
    private boolean addWords() {
        var lower = message.text().toLowerCase(Locale.ROOT);
        var money = addFound(Weight.MONEY, lexicon.money(), "It is about money");
        // A price in an offer is no payment: in bulk mail an amount alone means nothing.
        if (answerable && AMOUNT.matcher(lower).find()) {
            signals.addRisk(Weight.AMOUNT, "It names an amount of money.");
        }
        if (IBAN.matcher(lower).results().anyMatch(iban -> NumberCheck.isIban(iban.group()))) {
            signals.addRisk(Weight.BANK_ACCOUNT, "It names a bank account.");
        }
        var fraud = addFound(Weight.PAYMENT_CHANGE, lexicon.paymentFraud(), "It asks for money the way fraud does");
        addFound(Weight.LEGAL, lexicon.legal(), "It is about a legal matter");
        addFound(Weight.LEGAL_THREAT, lexicon.legalThreat(), "It announces legal steps");
        var security = addFound(Weight.SECURITY, lexicon.security(), "It is about access or passwords");
        var credentials =
                addFound(Weight.CREDENTIALS, lexicon.credentials(), "It asks for access the way phishing does");
        addFound(Weight.PERSONAL_DATA, lexicon.personalData(), "It contains personal data");
        if (CARD.matcher(lower).results().anyMatch(card -> NumberCheck.isCard(card.group()))) {
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
