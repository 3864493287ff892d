package co.getanswers.triage;

import java.util.List;
import java.util.stream.Stream;

/**
 * Phrases that tell of harm.
 *
 * @param paymentFraud the forms of payment fraud: another account, gift cards, coins, at once
 * @param credentials access asked for or threatened, as phishing does
 */
record RiskLexicon(
        Phrases money,
        Phrases paymentFraud,
        Phrases legal,
        Phrases legalThreat,
        Phrases security,
        Phrases credentials,
        Phrases personalData,
        Phrases urgency) {

    static RiskLexicon of(List<LanguageFile> files) {
        return new RiskLexicon(
                Phrases.of(files, "risk.money"),
                Phrases.of(files, "risk.payment-fraud"),
                Phrases.of(files, "risk.legal"),
                Phrases.of(files, "risk.legal-threat"),
                Phrases.of(files, "risk.security"),
                Phrases.of(files, "risk.credentials"),
                Phrases.of(files, "risk.personal-data"),
                Phrases.of(files, "risk.urgency"));
    }

    Stream<Phrases> lists() {
        return Stream.of(money, paymentFraud, legal, legalThreat, security, credentials, personalData, urgency);
    }
}
