package co.getanswers.schema.dev.lint;

import co.getanswers.schema.dev.lint.ParsedScript.Allow;
import co.getanswers.schema.dev.lint.ParsedScript.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Parses a script with pgCodeKeeper's grammar of PostgreSQL's SQL. */
final class ScriptParser {
    private static final Pattern ALLOW = Pattern.compile("--\\s*lint:allow\\b\\s*([^\\s:]*)\\s*:?\\s*(.*)");

    private ScriptParser() {}

    static ParsedScript parse(String sql) {
        var lexer = new SQLLexer(CharStreams.fromString(sql));
        var tokens = new CommonTokenStream(lexer);
        var parser = new SQLParser(tokens);
        var errors = new Errors();
        lexer.removeErrorListeners();
        lexer.addErrorListener(errors);
        parser.removeErrorListeners();
        parser.addErrorListener(errors);
        var statements = parser.sql().statement();
        tokens.fill();
        var begins = begins(tokens.getTokens());
        var unparsed = new TreeSet<Integer>();
        errors.lines.forEach(line -> unparsed.add(begins.floor(line) == null ? line : begins.floor(line)));
        var steps = new ArrayList<Step>();
        for (var statement : statements) {
            var line = statement.getStart().getLine();
            // After an error the parser may resume in the middle of a statement.
            if (!unparsed.contains(begins.floor(line))) {
                steps.add(new Step(line, StatementReader.read(statement)));
            }
        }
        return new ParsedScript(steps, List.copyOf(unparsed), allows(tokens.getTokens(), begins));
    }

    /** The lines on which statements begin, including those that the grammar does not know. */
    private static TreeSet<Integer> begins(List<Token> tokens) {
        var begins = new TreeSet<Integer>();
        var between = true;
        for (var token : tokens) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != Token.EOF) {
                var ends = token.getType() == SQLLexer.SEMI_COLON;
                if (between && !ends) {
                    begins.add(token.getLine());
                }
                between = ends;
            }
        }
        return begins;
    }

    /** The lint:allow comments. Each belongs to the statement that begins on the next line that is not a comment. */
    private static List<Allow> allows(List<Token> tokens, Set<Integer> begins) {
        var code = new HashSet<Integer>();
        Map<Integer, String> comments = new TreeMap<>();
        for (var token : tokens) {
            if (token.getType() == SQLLexer.LineComment) {
                comments.put(token.getLine(), token.getText());
            } else if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                code.add(token.getLine());
            }
        }
        var allows = new ArrayList<Allow>();
        comments.forEach((line, text) -> {
            var found = ALLOW.matcher(text);
            if (found.matches()) {
                var next = line + 1;
                while (comments.containsKey(next) && !code.contains(next)) {
                    next++;
                }
                var before = begins.contains(next) && !code.contains(line);
                allows.add(new Allow(
                        line, before ? next : 0, found.group(1), found.group(2).strip()));
            }
        });
        return allows;
    }

    private static final class Errors extends BaseErrorListener {
        private final List<Integer> lines = new ArrayList<>();

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object symbol,
                int line,
                int positionInLine,
                String message,
                RecognitionException cause) {
            lines.add(line);
        }
    }
}
