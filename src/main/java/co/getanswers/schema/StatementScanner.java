package co.getanswers.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;

/**
 * Splits a script into statements where {@code psql} does: at semicolons outside of quotes, comments, parentheses and
 * {@code BEGIN ATOMIC} bodies. Quotes and comments are scanned by the driver; its own splitting ends at the first such
 * body.
 */
final class StatementScanner {
    private static final String STRING = "''";
    private static final String END_OF_DATA = "\\.";

    private final char[] script;
    private final List<Statement> statements = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final StringBuilder code = new StringBuilder();
    private int begin;
    private int firstCode = -1;
    private int endOfCode;
    private int parentheses;
    private int blocks;
    private int line = 1;
    private int lineKnownAt;

    private StatementScanner(String script) {
        this.script = script.toCharArray();
    }

    /** @throws UnreadableScript if it ends within a quote or comment, or holds a command of {@code psql} */
    static List<Statement> split(String script) {
        var scanner = new StatementScanner(script);
        scanner.scan();
        return List.copyOf(scanner.statements);
    }

    private void scan() {
        var at = 0;
        while (at < script.length) {
            at = isComment(at) ? afterComment(at) : afterToken(at);
        }
        end(script.length);
    }

    private boolean isComment(int at) {
        return script[at] == '-' && Parser.parseLineComment(script, at) > at
                || script[at] == '/' && Parser.parseBlockComment(script, at) > at;
    }

    private int afterComment(int at) {
        code.append(' ');
        if (script[at] == '-') {
            return Math.min(Parser.parseLineComment(script, at) + 1, script.length);
        }
        return closed(at, Parser.parseBlockComment(script, at), "comment");
    }

    private int afterToken(int at) {
        var first = script[at];
        if (Character.isWhitespace(first)) {
            code.append(' ');
            return at + 1;
        }
        if (first == ';' && parentheses == 0 && blocks == 0) {
            return end(at);
        }
        if (first == '\\') {
            throw psqlCommand(at);
        }
        if (firstCode < 0) {
            firstCode = at;
        }
        endOfCode = switch (first) {
            case '\'' -> string(at, Parser.parseSingleQuotes(script, at, true));
            case '"' -> quotedName(at);
            case '$' ->
                Parser.parseDollarQuotes(script, at) > at
                        ? string(at, Parser.parseDollarQuotes(script, at))
                        : symbol(at);
            default -> Parser.isIdentifierStartChar(first) ? word(at) : symbol(at);
        };
        code.append(script, at, endOfCode - at);
        return endOfCode;
    }

    private int string(int at, int end) {
        words.add(STRING);
        return closed(at, end, "string");
    }

    private int quotedName(int at) {
        var end = closed(at, Parser.parseDoubleQuotes(script, at), "quoted name");
        words.add(new String(script, at, end - at));
        return end;
    }

    private int word(int at) {
        var end = at + 1;
        while (end < script.length && Parser.isIdentifierContChar(script[end])) {
            end++;
        }
        var word = new String(script, at, end - at).toUpperCase(Locale.ROOT);
        if (parentheses == 0 && isRoutine()) {
            blocks += switch (word) {
                case "BEGIN" -> 1;
                case "CASE" -> blocks > 0 ? 1 : 0;
                case "END" -> blocks > 0 ? -1 : 0;
                default -> 0;
            };
        }
        words.add(word);
        return end;
    }

    private int symbol(int at) {
        if (script[at] == '(') {
            parentheses++;
        } else if (script[at] == ')') {
            parentheses = Math.max(0, parentheses - 1);
        }
        // A number is one word, so that its letters are not taken for a name.
        var end = at + 1;
        while (Character.isDigit(script[at]) && end < script.length && Parser.isIdentifierContChar(script[end])) {
            end++;
        }
        words.add(new String(script, at, end - at));
        return end;
    }

    /** True within CREATE [OR REPLACE] FUNCTION or PROCEDURE, whose body may be BEGIN ATOMIC. */
    private boolean isRoutine() {
        var kind = words.size() > 3 && words.get(1).equals("OR") && words.get(2).equals("REPLACE") ? 3 : 1;
        return words.size() > kind
                && words.get(0).equals("CREATE")
                && (words.get(kind).equals("FUNCTION") || words.get(kind).equals("PROCEDURE"));
    }

    /** Ends a statement at its semicolon, or at the end of the script. */
    private int end(int at) {
        var next = Math.min(at + 1, script.length);
        if (firstCode >= 0) {
            var comments = new String(script, endOfCode, at - endOfCode);
            // A comment to the end of its line would swallow the semicolon.
            var sql = new String(script, begin, (comments.contains("--") ? endOfCode : at) - begin).strip();
            var data = words.get(0).equals("COPY") && String.join(" ", words).contains(" FROM STDIN")
                    ? copyData(next)
                    : null;
            statements.add(new Statement(
                    sql,
                    lineOf(firstCode),
                    lineOf(begin + leadingBlanks()),
                    List.copyOf(words),
                    code.toString().strip().replaceAll("\\s+", " "),
                    data == null ? null : data.text()));
            next = data == null ? next : data.end();
        }
        begin = next;
        firstCode = -1;
        parentheses = 0;
        blocks = 0;
        words.clear();
        code.setLength(0);
        return next;
    }

    private int leadingBlanks() {
        var at = begin;
        while (at < script.length && Character.isWhitespace(script[at])) {
            at++;
        }
        return at - begin;
    }

    private record Data(String text, int end) {}

    /** The lines after a COPY … FROM stdin, up to one with a backslash and a full stop. */
    private @Nullable Data copyData(int from) {
        var rest = new String(script, from, script.length - from);
        var endOfLine = rest.indexOf('\n');
        if (endOfLine < 0 || !rest.substring(0, endOfLine).isBlank()) {
            throw new UnreadableScript(
                    lineOf(firstCode),
                    "COPY … FROM stdin has no data: it begins on the line after"
                            + " the semicolon, and ends with a line \\.");
        }
        var at = endOfLine + 1;
        var data = new StringBuilder();
        while (at < rest.length()) {
            var end = rest.indexOf('\n', at) < 0 ? rest.length() : rest.indexOf('\n', at) + 1;
            var row = rest.substring(at, end);
            at = end;
            if (row.stripTrailing().equals(END_OF_DATA)) {
                return new Data(data.toString(), from + at);
            }
            data.append(row.endsWith("\r\n") ? row.substring(0, row.length() - 2) + "\n" : row);
        }
        throw new UnreadableScript(
                lineOf(firstCode), "the data of COPY … FROM stdin does not end: write a line \\. after it");
    }

    private int closed(int at, int end, String what) {
        if (end >= script.length) {
            throw new UnreadableScript(lineOf(at), "a " + what + " begins that does not end");
        }
        return end + 1;
    }

    private UnreadableScript psqlCommand(int at) {
        var end = at + 1;
        while (end < script.length && !Character.isWhitespace(script[end]) && script[end] != ';') {
            end++;
        }
        var command = new String(script, at, end - at);
        return new UnreadableScript(
                lineOf(at),
                command + " is a command of psql, which the server does not know: "
                        + switch (command) {
                            case "\\restrict", "\\unrestrict" ->
                                "remove both lines, which pg_dump writes for psql alone";
                            case "\\copy" -> "use COPY … FROM stdin, with the data in the script";
                            case "\\i", "\\ir", "\\include", "\\include_relative" -> "put that file's statements here";
                            case "\\set", "\\gset", "\\getenv", "\\prompt" ->
                                "write the value where it is used, or use set_config and current_setting";
                            case "\\if", "\\elif", "\\else", "\\endif" -> "use a DO block with IF";
                            case "\\gexec" -> "use a DO block with EXECUTE";
                            case "\\c", "\\connect" -> "a revision runs in one database: remove it";
                            case "\\." -> "it ends the data of COPY … FROM stdin, and none comes before it";
                            default -> "remove it, or use plain SQL";
                        });
    }

    /** The line of a position, from 1; positions are asked for in ascending order, mostly. */
    private int lineOf(int at) {
        if (at < lineKnownAt) {
            line = 1;
            lineKnownAt = 0;
        }
        for (; lineKnownAt < at; lineKnownAt++) {
            if (script[lineKnownAt] == '\n') {
                line++;
            }
        }
        return line;
    }
}
