package co.getanswers.triage;

import static co.getanswers.policy.RiskLevel.HIGH;
import static co.getanswers.policy.RiskLevel.LOW;
import static co.getanswers.policy.RiskLevel.MEDIUM;

import co.getanswers.policy.RiskLevel;

/**
 * Weights of the signs that triage finds in messages, each with its condition. A test holds the table in
 * {@code src/docs/triage.md} to this list.
 */
enum Weight {
    BASE("base", 0.50, 30, "every message"),

    SUBJECT_WORDS("subject_words", 3, "each phrase of the category in the subject, at most " + Phrases.MOST_FOUND),
    BODY_WORDS("body_words", 1, "each phrase of the category in the new text, at most " + Phrases.MOST_FOUND),
    SAME_DOMAIN(
            "same_domain",
            4,
            "internal: a colleague's mail, from the owner's domain that is no public mail provider's"),

    INSTRUCTIONS_TO_AGENT("instructions_to_agent", HIGH, -0.30, 0, "the message gives instructions to the agent"),
    NOT_READ_WHOLE("not_read_whole", -0.20, 0, "the message is too long to be read whole"),
    SENDER_NAME_LIES("sender_name_lies", HIGH, "the sender's name shows an address at another domain"),
    SENDER_FORGED("sender_forged", HIGH, "a trusted server found the sender's address forged"),
    PUNYCODE_SENDER("punycode_sender", MEDIUM, "the sender's domain is written in Punycode"),
    SENDER_IS_OWNER("sender_is_owner", MEDIUM, "the sender's address is the owner's own"),
    UNKNOWN_SENDER("unknown_sender", MEDIUM, -0.15, -5, "mail that may be answered, from a sender without mail before"),
    UNKNOWN_AUTOMATED_SENDER(
            "unknown_sender", -0.05, 0, "mail that must not be answered, from a sender without mail before"),
    REPLY_ELSEWHERE("reply_elsewhere", MEDIUM, "mail that may be answered, whose Reply-To is at another domain"),
    LYING_LINK("lying_link", HIGH, "a link shows one domain and means another, or leads to an IP address or a program"),
    PUNYCODE_LINK("punycode_link", MEDIUM, "a link leads to a host written in Punycode"),
    PROGRAM_ATTACHED("risky_attachment", HIGH, "an attachment, or a file within one, can run"),
    ARCHIVE_ATTACHED("risky_attachment", MEDIUM, "an attachment can hide a program: macros, archives"),
    ALTERNATIVES_DIFFER(
            "alternatives_differ", MEDIUM, "mail that may be answered, most of whose HTML is not in its text"),
    MONEY("money", MEDIUM, "money"),
    AMOUNT("amount", MEDIUM, "mail that may be answered, with an amount of money"),
    BANK_ACCOUNT("bank_account", MEDIUM, "an IBAN"),
    PAYMENT_CHANGE("payment_change", HIGH, "payment details that change, and other forms of payment fraud"),
    LEGAL("legal", MEDIUM, "a legal matter"),
    LEGAL_THREAT("legal_threat", HIGH, "legal steps announced"),
    SECURITY("security", MEDIUM, "access, passwords, codes"),
    CREDENTIALS("credentials", HIGH, "access asked for or threatened, as phishing does"),
    PERSONAL_DATA("personal_data", MEDIUM, "personal data"),
    CARD_NUMBER("card_number", MEDIUM, "the number of a payment card"),
    URGENCY("urgency", MEDIUM, 0, 20, "urgency in mail that may be answered"),
    URGENT_MONEY_OR_ACCESS("urgency", HIGH, "urgency together with money or access"),

    FIRST_AUTOMATION_MARK(
            "no_reply, mailing_list, bulk, auto_submitted, bounce", 0.35, 0, "the first mark of automation"),
    FURTHER_AUTOMATION_MARK(
            "no_reply, mailing_list, bulk, auto_submitted, bounce", 0.05, 0, "each further mark of automation"),
    MUST_NOT_BE_ANSWERED(Rationale.MUST_NOT_BE_ANSWERED, 0, -20, "any mark of automation"),
    INVITATION("invitation", 0.20, 10, "an invitation or another event is attached"),
    MEETING("meeting", 0.10, 10, "a meeting and a time are named"),
    ASKS("asks", 0.10, 15, "a question or a request"),
    THANKS_TO_ANSWER("thanks", 0.20, -10, "nothing but thanks, to be answered"),
    THANKS_TO_FILE("thanks", 0.05, -10, "nothing but thanks, to be filed"),
    INFORMATION("information", 0.15, -10, "the message says that it only informs"),
    CALENDAR_ANSWER("calendar_answer", 0.15, -10, "an invitation is answered"),
    CALLED_OFF("called_off", -0.20, 10, "a meeting is called off, moved or past"),
    FAILED_DELIVERY("delivery_failed", 0, 20, "the owner's own mail was not delivered"),
    SPAM("spam", -0.20, -15, "mail from a stranger with " + SpamCheck.FEWEST + " signs of spam or more"),
    UNCLEAR("unclear", -0.20, 0, "the intent is unclear"),

    KNOWN_CORRESPONDENT(
            "known_correspondent",
            0.15,
            10,
            "the owner wrote to the sender before; the confidence only of a sender vouched for"),
    REGULAR_SENDER(
            "regular_sender", 0.10, 0, ConfidenceScore.REGULAR + " messages or more before from a sender vouched for"),
    SEEN_SENDER("seen_sender", 0.05, 0, "fewer messages before from a sender vouched for"),
    ONGOING_THREAD(
            "ongoing_thread", 0.05, 5, "the owner wrote in this thread; the confidence only of a sender vouched for"),
    NO_TEXT("no_text", -0.25, 0, "there is no new text"),
    UNKNOWN_LANGUAGE("unknown_language", -0.15, 0, "mail that may be answered, in an unknown language"),
    LONG_TEXT("long_text", -0.10, 0, "mail that may be answered, of more than " + ConfidenceScore.LONG + " words"),
    MANY_QUESTIONS(
            "many_questions",
            -0.10,
            0,
            "mail that may be answered, of " + ConfidenceScore.MANY_QUESTIONS + " questions or more"),
    MEDIUM_RISK("risk", -0.05, 10, "the risk is medium; for the priority, policies count too"),
    HIGH_RISK("risk", -0.15, 20, "the risk is high; for the priority, policies count too"),
    DEADLINE("deadline", 0, 10, "a deadline is named"),
    LEGAL_OR_FINANCE("category", 0, 5, "the category is legal or finance");

    /** The signal's name in the rationale. */
    final String signal;

    /** Points for a category; 0 if the sign does not affect it. */
    final int category;

    /** The least risk that the sign means. */
    final RiskLevel risk;

    final double confidence;
    final int priority;
    final String condition;

    Weight(String signal, int category, String condition) {
        this(signal, category, LOW, 0, 0, condition);
    }

    Weight(String signal, RiskLevel risk, String condition) {
        this(signal, 0, risk, 0, 0, condition);
    }

    Weight(String signal, double confidence, int priority, String condition) {
        this(signal, 0, LOW, confidence, priority, condition);
    }

    Weight(String signal, RiskLevel risk, double confidence, int priority, String condition) {
        this(signal, 0, risk, confidence, priority, condition);
    }

    Weight(String signal, int category, RiskLevel risk, double confidence, int priority, String condition) {
        this.signal = signal;
        this.category = category;
        this.risk = risk;
        this.confidence = confidence;
        this.priority = priority;
        this.condition = condition;
    }
}
