package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps retired words out of names, comments, messages and pages, and riddles out of the openings of comments. */
class WordsTest {
    /** Names of types that the field's terms have replaced. */
    private static final Set<String> RETIRED_TYPES =
            Set.of(("TakenIn Sorting Carrier Letter HandOver Patience Announcements SmtpServer Reading Categories Risks"
                            + " Confidences ActionTypes Contents Warnings Intentions Topics AgentInstructions Spelled"
                            + " NewestFirst Absent NotSignedIn TooManyTries Workplace Standing Described Walk Tidy Unread"
                            + " Remarks Complaint Situation Attempts Admission CallersContext OwnAccount")
                    .split(" "));

    /** Retired names that are no words of a sentence, and everyday words for standard terms. */
    private static final Pattern RETIRED_WORDS = Pattern.compile("\\b(TakenIn|takeIn|HandOver|SmtpServer|ActionTypes"
            + "|AgentInstructions|NewestFirst|NotSignedIn|TooManyTries|CallersContext|Workplace|Spelled"
            + "|[Ss]pellings?|[Ww]hoever|tak(e|es|en|ing) in|giv(e|es|en|ing) back|let in)\\b");

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w*)");

    /** Literals and comments; successive line comments are one. */
    private static final Pattern TOKEN =
            Pattern.compile("\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'"
                    + "|(?<comment>(?://[^\n]*(?:\n[ \t]*(?=//))?)+|/\\*[\\s\\S]*?\\*/)");

    private static final Pattern OPENING = Pattern.compile("[/*\\s]*(?:What|Whoever|Whether|Of|Those|Who|How)\\b");

    @Test
    void theFieldsTermsAreUsed() throws IOException {
        var found = new TreeMap<String, List<String>>();
        for (var file : files()) {
            var text = Files.readString(file);
            var words = file.toString().endsWith(".java") ? inSource(text) : inText(text);
            if (!words.isEmpty()) {
                found.put(file.toString(), words);
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>(List.of(Path.of("README.md")));
        for (var root : List.of("src/main/java", "src/dev", "src/test/java", "src/bench/java", "src/docs")) {
            if (Files.isDirectory(Path.of(root))) {
                try (var found = Files.walk(Path.of(root))) {
                    found.filter(file -> file.toString().matches(".*\\.(java|md)"))
                            .filter(file -> !file.endsWith("WordsTest.java"))
                            .forEach(files::add);
                }
            }
        }
        assertThat(files).hasSizeGreaterThan(200);
        return files;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "record Topics() {}",
                "class Outer { enum Unread { A } }",
                "class A { void takeIn() {} }",
                "class A { String a = \"It is taken in.\"; }",
                "/** Reads the mail\n * that was taken\n * in. */",
                "class A { // See NewestFirst.\n}",
                "/** What it does. */",
                "/**\n * Whether it does.\n */",
                "    // Those that\n    // do.",
                "int a = 1; // Of no use"
            })
    void aRetiredWordIsFound(String source) {
        assertThat(inSource(source)).hasSize(1);
    }

    @Test
    void otherWordsAreNotFound() {
        assertThat(inSource("""
                /** Categories of mail. Whether it is spam is decided elsewhere. */
                class A {
                    String a = "// What is this", b = "Standing"; // Not
                    // Of a second line.
                    int what = '"' / Of.takes; /* in a comment */
                }
                """)).isEmpty();
    }

    private static List<String> inSource(String source) {
        var found = new ArrayList<String>();
        var code = new StringBuilder();
        var end = 0;
        for (var token = TOKEN.matcher(source); token.find(); end = token.end()) {
            code.append(source, end, token.start());
            var comment = token.group("comment");
            found.addAll(inText(token.group().replaceAll("\\s*\n\\s*(\\*|//)?\\s*", " ")));
            if (comment != null && OPENING.matcher(comment).lookingAt()) {
                found.add(comment);
            }
        }
        code.append(source.substring(end));
        found.addAll(inText(code.toString()));
        TYPE.matcher(code)
                .results()
                .map(type -> type.group(1))
                .filter(RETIRED_TYPES::contains)
                .forEach(found::add);
        return found;
    }

    private static List<String> inText(String text) {
        return RETIRED_WORDS.matcher(text).results().map(word -> word.group()).toList();
    }
}
