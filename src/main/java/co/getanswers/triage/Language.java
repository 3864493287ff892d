package co.getanswers.triage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The languages that triage can tell apart, by their most frequent words. */
public enum Language {
    ENGLISH("the and to of is you your for that with this we i it are have be on please thanks thank hello hi regards"),
    GERMAN("der die das und ist nicht ich sie wir ihr ein eine einen mit fur auf zu den dem von bitte danke dank hallo"
            + " gruss grusse guten"),
    FRENCH("le la les et est vous nous je de des du une un pour dans pas que qui sur votre avec merci bonjour"
            + " cordialement"),
    SPANISH("el la los las y es que de en un una por para con su no me se lo le gracias hola saludos usted"),
    ITALIAN("il lo la gli e che di un una per con non sono mi ci del della le grazie ciao buongiorno saluti"),
    PORTUGUESE("o a os as e que de em um uma por para com nao se do da obrigado obrigada ola atenciosamente"),
    DUTCH("de het een en van is dat niet ik u je wij met voor op te bedankt hallo groet groeten"),
    UNKNOWN("");

    /** Enough to tell, whatever the length of the text. */
    private static final int READ = 2_000;

    private final Set<String> frequent;
    private final int longest;

    Language(String frequent) {
        this.frequent = new HashSet<>(List.of(frequent.split(" ")));
        this.longest = this.frequent.stream().mapToInt(String::length).max().orElse(0);
    }

    /** UNKNOWN where no language has more of its frequent words in the text than every other. */
    static Language of(Words text) {
        var counts = Arrays.stream(values())
                .map(language -> new Count(language, language.countIn(text)))
                .sorted(Comparator.comparingLong(Count::words).reversed())
                .toList();
        return counts.get(0).words > counts.get(1).words ? counts.get(0).language : UNKNOWN;
    }

    private long countIn(Words text) {
        var words = text.list();
        var count = 0L;
        for (var word : words.subList(0, Math.min(words.size(), READ))) {
            count += word.length() <= longest && frequent.contains(word) ? 1 : 0;
        }
        return count;
    }

    private record Count(Language language, long words) {}
}
