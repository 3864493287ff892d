package co.getanswers.triage;

/** Words that tell of harm, in English, German, French, Spanish, and the plainest in Italian, Portuguese and Dutch. */
final class RiskLexicon {
    static final Phrases MONEY = Phrases.of(
            "invoice|invoices|invoiced, payment|payments, pay ..3 now|today, wire ..2 transfer",
            "bank ..1 transfer|account|details, overdue, refund|refunds, reimburs*, purchase ..0 order",
            "amount|balance due, remittance, direct debit",
            "rechnung*, zahlung*, uberweis*, ueberweis*, kontonummer|kontodaten|bankverbindung|iban, mahnung*",
            "lastschrift*, erstattung*",
            "facture|factures|facturation, paiement|paiements, virement|virements, remboursement*, rib",
            "coordonnees|compte bancaires|bancaire, acompte",
            "factura|facturas|facturacion, pago|pagos, transferencia|transferencias, reembolso*",
            "cuenta|datos bancaria|bancarios",
            "fattura|fatture, pagamento|pagamenti, bonifico|bonifici, fatura|faturas, factuur|facturen, betaling*");

    /** The forms that fraud takes: another account, gift cards, coins, at once. */
    static final Phrases PAYMENT_FRAUD = Phrases.of(
            "new|changed|updated|different ..2 iban, new|changed|updated|different ..2 bank|banking|payment details|account",
            "change|changed|update|updated ..3 bank|banking|payment details|account",
            "bank|account|payment ..1 details ..3 changed, iban ..3 changed",
            "buy|purchase|get ..4 gift ..1 card|cards, western union, bitcoin|btc|crypto ..3 wallet|address",
            "wire|transfer ..8 today|immediately|urgently",
            "neue|neuen|geanderte|geanderten|geaenderte|andere|anderes ..2"
                    + " bankverbindung|kontonummer|iban|kontodaten|bankdaten|konto",
            "bankverbindung|kontodaten|iban ..4 geandert|geaendert|gewechselt",
            "nouveau|nouvelles|nouvel|changement ..3 rib|iban|bancaires|bancaire",
            "nueva|nuevos|nuevo|cambio ..3 bancaria|bancarios|iban",
            "nuovo|nuove|nuova ..2 iban|bancarie|bancario");

    static final Phrases LEGAL = Phrases.of(
            "contract|contracts, agreement|agreements, lawyer|lawyers|attorney|attorneys, court, liability",
            "breach of, nda, non disclosure, litigation, legal action|notice|department|counsel, warranty claim",
            "vertrag*, vertrage|vertraege, rechtsanwalt*, anwalt|anwaltin|anwalte, kundigung*, kuendigung*",
            "haftung*, schadensersatz|schadenersatz, geheimhaltung*",
            "contrat|contrats, avocat|avocate|avocats, tribunal, litige|litiges, resiliation, juridique",
            "contrato|contratos, abogado|abogada|abogados, juzgado, litigio, rescision",
            "contratto|contratti, avvocato, tribunale, advogado, overeenkomst, advocaat");

    static final Phrases LEGAL_THREAT = Phrases.of(
            "lawsuit, sue you, subpoena, summons, cease and desist, court order, legal proceedings",
            "abmahnung*, klageschrift, einstweilige verfugung, mahnbescheid, klage ..2 erheben|einreichen|eingereicht",
            "mise en demeure, assignation, poursuites ..1 judiciaires",
            "demanda judicial, citacion judicial, acciones legales, requerimiento judicial",
            "diffida, citazione in giudizio, dagvaarding, ingebrekestelling");

    static final Phrases SECURITY = Phrases.of(
            "password|passwords|passcode, unusual|suspicious ..2 login|activity|sign, two factor, security alert",
            "verification|security code, credentials, api|private|secret key",
            "passwort*|kennwort*, zugangsdaten, sicherheitscode|bestatigungscode",
            "mot de passe, identifiants, code de verification, contrasena*, clave de acceso, codigo de verificacion",
            "wachtwoord, senha");

    /** What phishing asks for, or threatens with. */
    static final Phrases CREDENTIALS = Phrases.of(
            "verify|confirm|validate|restore|unlock ..3 account|identity|password|credentials|login|mailbox",
            "account|mailbox ..4 suspended|locked|limited|blocked|deactivated|disabled|restricted|terminated",
            "send|tell|give ..3 password|passwords|credentials",
            "konto|zugang|postfach ..5 gesperrt|eingeschrankt|eingeschraenkt|deaktiviert|blockiert",
            "bestatigen|bestaetigen|verifizieren|aktualisieren ..4"
                    + " konto|kontodaten|identitat|passwort|zugangsdaten|bankdaten",
            "konto|kontodaten|identitat|zugangsdaten ..3 bestatigen|bestaetigen|verifizieren",
            "compte ..4 suspendu|bloque|limite|desactive",
            "verifiez|confirmez|verifier|confirmer ..3 compte|identite|identifiants|mot",
            "cuenta ..4 suspendida|bloqueada|limitada|desactivada",
            "verifique|verificar|confirme|confirmar|verifica|confirma ..3 cuenta|identidad|contrasena",
            "conto|account ..4 sospeso|bloccato, conta ..4 suspensa|bloqueada, rekening ..4 geblokkeerd");

    static final Phrases PERSONAL = Phrases.of(
            "passport, date of birth, social security, diagnosis, medical ..2 report|record|records|certificate",
            "sick leave, salary|salaries|payslip|payroll, home address, id card",
            "gehalt*, krankmeldung*, krankschreibung*, arbeitsunfahigkeit*, geburtsdatum, personalausweis*",
            "reisepass*, sozialversicherung*",
            "passeport, date de naissance, securite sociale, salaire*, arret maladie, piece d identite",
            "pasaporte, fecha de nacimiento, seguridad social, salario*, nomina|nominas, baja medica, dni",
            "codice fiscale, passaporto, stipendio, passaporte, paspoort, rijksregisternummer");

    static final Phrases URGENCY = Phrases.of(
            "urgent|urgently|asap, immediately, as soon as possible, within ..1 24|48|12 hours, right away",
            "final|last notice|warning|reminder, emergency",
            "dringend*, sofort*, unverzuglich*, umgehend, schnellstmoglich*, so schnell wie moglich",
            "innerhalb ..2 24|48 stunden, eilig",
            "urgente|urgentes|urgence, immediatement, des que possible, sous 24|48 heures, plus brefs delais",
            "urgentemente, inmediatamente|inmediato, lo antes posible, cuanto antes, en 24|48 horas",
            "immediatamente, al piu presto, spoed, onmiddellijk, zo snel mogelijk, imediatamente");

    private RiskLexicon() {}
}
