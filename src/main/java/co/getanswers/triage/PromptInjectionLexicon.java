package co.getanswers.triage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells text that is meant for an agent rather than for a person: prompt injection. The list can't be complete, and it
 * need not be: the built-in agent takes no orders from mail. It keeps what tries to give some in front of a person.
 */
final class PromptInjectionLexicon {
    private static final String EN_RULES =
            "instruction|instructions|prompt|prompts|rules|guidelines|directions|commands|directives|safeguards";

    private static final Phrases PHRASES = Phrases.of(
            "ignore|ignoring|disregard|disregarding|forget|override|bypass ..4"
                    + " previous|prior|above|earlier|preceding|all|your|system|any|existing ..3 " + EN_RULES,
            "ignore|disregard|forget|override|bypass ..3 " + EN_RULES + " ..2 above|before|previously|earlier|you",
            "forget|ignore|disregard everything ..4 told|above|before|know|said",
            "do|don|must|should not|t follow|obey ..3 " + EN_RULES,
            "as|like an|a|the|our|my|your ..2 ai|llm|language ..2 assistant|model|agent|bot",
            "you are|re ..2 an|a|the|my|our ..3 ai|llm|assistant|chatbot|bot ..4 must|should|will|shall|to|now|who|that",
            "you are|re ..2 an|a|the|my|our ..1 ai|llm|chatbot|language ..1 assistant|agent|model|bot",
            "dear|hello|hi|hey|attention|note|instruction|instructions|message|notice ..2 ai|llm|chatbot|language ..1"
                    + " assistant|agent|model|bot|system|reader",
            "act|behave|respond as ..2 ai|llm|chatbot",
            "system prompt|override, developer mode, jailbreak, new system instructions|prompt",
            "reveal|repeat|output|leak|disclose ..3 prompt|instructions",
            "if you are ..2 ai|llm|chatbot|bot|assistant|language",
            "do|don not|t ..1 tell|inform|notify|alert|ask ..1 user|owner|human",
            "without ..1 asking|telling|informing|notifying|alerting ..1 user|owner|human",
            "without|skip|skipping|bypass|bypassing human|manual review|approval|oversight",
            "forward|send|export|copy ..2 all|every ..4 email|emails|mail|mails|messages|inbox|mailbox|passwords ..6 to",
            "mark|classify|treat|label ..2 this ..2 email|mail|message ..2 as ..1 approved|safe|low|trusted|harmless",
            "set ..2 confidence|risk|autonomy to, allow auto, auto approve",
            // German
            "ignorier*|missacht*|vergiss|uberschreib*|umgeh* ..5"
                    + " vorherige*|bisherige*|vorige*|fruhere*|vorangegangene*|obige*|alle*|deine*|ihre*|samtliche*|system* ..3"
                    + " anweisung*|instruktion*|regel*|vorgabe*|prompt*|befehl*|richtlinie*",
            "vergessen sie ..3 alle*|bisherige*|vorherige*|ihre* ..3 anweisung*|instruktion*|regel*|vorgabe*|befehl*",
            "als ..2 ki|ai|virtueller|digitaler|automatischer|intelligenter|kunstlicher|kunstliche ..1"
                    + " assistent*|agent*|modell|bot|system|intelligenz",
            "als ..1 sprachmodell|chatbot, systemprompt",
            "du|sie bist|sind ..2 ein|eine|der|die ..2 ki|chatbot|sprachmodell|assistent*|bot",
            "ohne ..3 benutzer|nutzer|besitzer|eigentumer ..2 zu, ohne menschliche* prufung|freigabe|uberprufung",
            "leite|leiten|sende|schicke ..2 alle|samtliche ..3 mail|mails|emails|nachrichten|passworter ..6 an|weiter",
            // French
            "ignor*|oubli*|neglig*|contourn* ..5 instructions|instruction|consignes|consigne|directives|regles|ordres ..3"
                    + " precedent*|anterieur*|dessus|systeme",
            "ignor*|neglig* ..2 toutes|tes|vos ..2 instructions|consignes|directives|regles|ordres",
            "en tant qu|que ..2 ia|assistant|assistante|intelligence|modele|agent ..2"
                    + " ia|artificielle|virtuel|virtuelle|langage|automatique|automatise",
            "en tant qu ia",
            "tu|vous es|etes ..2 un|une ..2 ia|assistant|chatbot|modele|agent ..2 ia|artificielle|virtuel|langage|qui|devez|dois",
            "transfere|transferez|envoie|envoyez ..2 tous|toutes ..4 mails|emails|e|courriels|messages ..6 a|vers",
            "sans ..2 informer|prevenir|demander ..2 utilisateur|proprietaire",
            // Spanish
            "ignor*|olvid*|desatiend*|omit*|omite ..5 instruccion*|indicacion*|ordenes|reglas|directrices ..3"
                    + " anterior*|previa*|sistema|arriba|recibid*",
            "caso omiso ..4 instruccion*|indicacion*|ordenes|reglas",
            "ignora|ignore|ignorad|olvida|olvide ..2 todas|tus|sus ..2 instrucciones|indicaciones|ordenes|reglas",
            "como ..1 asistente|agente|modelo ..2 ia|inteligencia|lenguaje|virtual|artificial",
            "eres ..2 un|una ..2 asistente|ia|chatbot|bot",
            "reenvia|reenvie|envia|envie ..2 todos ..4 correos|mensajes|emails ..6 a",
            "sin ..2 informar|avisar|preguntar ..2 usuario|propietario",
            // Italian, Portuguese, Dutch
            "ignora|ignorate|dimentica ..4 istruzioni|regole ..2 precedenti|sopra",
            "ignore|ignora|esqueca ..4 instrucoes|regras ..2 anteriores|acima",
            "negeer|vergeet ..4 vorige|eerdere|bovenstaande|alle ..2 instructies|regels|opdrachten");

    /** What chat models use to tell one speaker from the next. */
    private static final List<String> MARKERS = List.of(
            "<|im_start|>",
            "<|im_end|>",
            "<|system|>",
            "<|user|>",
            "<|assistant|>",
            "<|endoftext|>",
            "[inst]",
            "[/inst]",
            "<<sys>>",
            "### instruction",
            "### system");

    private PromptInjectionLexicon() {}

    /** What was found, as the text has it. */
    static Optional<String> in(Words words, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var markers = MARKERS.stream().filter(lower::contains);
        return Stream.concat(PHRASES.in(words).stream(), markers).findFirst();
    }
}
