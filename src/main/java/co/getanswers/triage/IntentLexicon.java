package co.getanswers.triage;

/** Words that tell what the writer wants. */
final class IntentLexicon {
    static final Phrases REQUEST = Phrases.of(
            "could|can|would|will you, let me|us know, get back to me|us, i|we would like to, i|we need",
            "please ..3 send|confirm|review|check|let|provide|sign|approve|reply|respond|advise|share|call|forward|update"
                    + "|have|tell|give|explain|help, looking forward to your|hearing",
            "konnten|konnen|wurden sie|ihr, konntest|kannst|wurdest du, ich|wir brauche|brauchen|benotige|benotigen",
            "bitte ..8 senden|sende|schicken|schick|bestatigen|prufen|teilen|geben|melden|antworten|rufen|unterschreiben"
                    + "|schauen|zusenden|mitteilen|ubermitteln|freigeben|klaren|helfen",
            "geben|gib|sag|sagen ..3 bescheid, freue|freuen ..6 ruckmeldung|antwort",
            "pouvez|pourriez vous, peux|pourrais tu, merci de, veuillez, j aimerais, je|nous souhaite|souhaitons|voudrais",
            "s il vous|te plait, dans l attente",
            "puede|podria|puedes|podrias|pueden|podrian ..1"
                    + " enviar*|confirmar*|decir*|revisar*|mandar*|ayudar*|llamar*|indicar*|facilitar*|usted",
            "por favor, necesito|necesitamos, me|nos gustaria, quisiera, quedo|quedamos a la espera",
            "potrebbe|potresti|potete, vorrei|vorremmo, per favore, kunt|kun u|je, graag ..4 ontvangen|horen, gostaria de");

    static final Phrases MEETING = Phrases.of(
            "meeting|meetings, appointment|appointments, calendar invite|invitation",
            "schedule|arrange|set|book ..3 call|demo|visit, are you available|free, available on|next|this",
            "termin|termine|terminvorschlag*|terminanfrage*, besprechung*, treffen, videokonferenz*, telefonat",
            "reunion|reunions, rendez vous, rdv, disponible|disponibilites, visioconference",
            "reuniones, reunirnos, cita|citas, disponibilidad, videollamada",
            "invitation, einladung, invitacion, invito, uitnodiging",
            "riunione|riunioni, appuntamento, reuniao, afspraak, vergadering");

    static final Phrases TIME = Phrases.of(
            "monday|tuesday|wednesday|thursday|friday|saturday|sunday, tomorrow, next week, o clock",
            "montag*|dienstag*|mittwoch*|donnerstag*|freitag*|samstag*|sonntag*, uhr, nachste|nachster|kommende* woche",
            "morgen um|fruh|vormittag|nachmittag|abend, ubermorgen",
            "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche, demain, semaine prochaine",
            "lunes|martes|miercoles|jueves|viernes|sabado|domingo, manana, proxima|siguiente semana",
            "lunedi|martedi|mercoledi|giovedi|venerdi|domani, maandag|dinsdag|woensdag|donderdag|vrijdag",
            "segunda|terca|quarta|quinta|sexta feira, amanha");

    static final Phrases THANKS = Phrases.of(
            "thank you, thanks, thx, much appreciated, danke|dankeschon, vielen|herzlichen|besten|lieben dank",
            "merci, gracias, grazie, bedankt, dank u|je, obrigado|obrigada");

    /** What takes a thank-you back, or goes on after it. */
    static final Phrases RESERVATION = Phrases.of(
            "no|not|but|however|unfortunately|except|don|didn|doesn|isn|wasn|cannot|still|again, in advance",
            "nein|nicht|kein*|aber|jedoch|leider|allerdings|trotzdem|noch, im voraus",
            "non|pas|mais|cependant|malheureusement|toutefois, par avance|d avance",
            "pero|sin embargo|lamentablemente|desgraciadamente|todavia, de antemano, ma|pero|purtroppo, maar|niet|helaas");

    static final Phrases INFORMATION = Phrases.of(
            "fyi, for your information, no reply|response|action needed|required|necessary, no need to reply|respond|answer",
            "just to let you know, for the record",
            "zur info|information|kenntnis|kenntnisnahme, nur zur info*, keine antwort notig|erforderlich, kein handlungsbedarf",
            "pour info|information, a titre d information, aucune action|reponse",
            "para su|tu informacion, a titulo informativo, no es necesario responder|contestar",
            "per conoscenza, per tua|sua informazione, ter info*|kennisgeving, para conhecimento");

    static final Phrases DEADLINE = Phrases.of(
            "deadline|deadlines, by tomorrow|monday|tuesday|wednesday|thursday|friday, due date, end of day|week, eod",
            "frist|fristen, stichtag, bis morgen|montag|dienstag|mittwoch|donnerstag|freitag, bis spatestens|zum",
            "date limite, avant demain|lundi|mardi|mercredi|jeudi|vendredi, d ici, au plus tard",
            "fecha limite, plazo, antes del, a mas tardar, scadenza, entro il, uiterlijk, prazo");

    private IntentLexicon() {}
}
