package co.getanswers.console;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The sentences for people in the sources of the service, read from their syntax trees; {@code {}} stands for a value. Every
 * text with words in it counts, unless it goes to the log, a statement, a pattern, an annotation or a defect.
 */
final class ServiceSentences {
    static final String HOLE = "{}";

    private static final Path SOURCES = Path.of("src/main/java/co/getanswers");

    /** Packages whose texts reach the page, and files of them whose texts do not: commands, statements, word lists. */
    private static final Pattern SPOKEN = Pattern.compile(
            "(account|action|auth|delivery|events|execution|export|http|idempotency|intake|mail|mailbox|objective|original"
                    + "|policy|review|triage)/.*|platform/(Failure|Cursor|EnumValue)\\.java");

    private static final Pattern SILENT = Pattern.compile(
            ".*(Command|Settings|Application|Job|Statement|Lexicon)\\.java"
                    + "|account/(CommandUsers|CounterChange|SendingLimits)\\.java"
                    + "|auth/(CommonPasswords|Device|EndedSessions|ExpiredRowCleaner|Rate|SessionCache|SetAsideAccounts|SignInMailer|VerifyPage)\\.java"
                    + "|delivery/(Quotation|SendingPause)\\.java|execution/ExecutionNotifications\\.java"
                    + "|export/(Export(Resource|edTables?)|MboxWriter)\\.java|http/(OpenApi.*|StrictJsonCustomizer)\\.java"
                    + "|intake/(EntrySource|ExpansionLimit|FolderEntries|ImportProgress|IngestPlanner|IngestWriter|MailSources?|(Tar|Zip)Entries)\\.java"
                    + "|mail/dkim/.*|mail/mime/(BoundedFieldBuilder|Emlx|GmailFieldReader|HtmlText|SafeHtml)\\.java"
                    + "|mailbox/(DemoMailbox|DraftsFolder|FolderChoice|FolderStore|KnownProviders|MailboxWorkerLease|PasswordReseal)\\.java"
                    + "|review/(DecisionMetrics|Stats)\\.java|policy/RiskLevel\\.java|triage/(LanguageFile|Phrases|ReplyText|SummaryLine|UnreadParts|Weight)\\.java");

    /** Technical texts with words in them. */
    private static final Pattern TECHNICAL = Pattern.compile(
            "(?s)(Every Java has|set_config\\(|(UID|LIST|HEADER|Bearer|echo) |Re: |All Mail"
                    + "|attachment; |default-src|sandbox;|d MMMM|\\{}; frame-ancestors|sender\\.name, |when |case when | and |\\{?}? ?order by"
                    + "|Already decided, or|\\(no subject\\)|The worker can't listen|e\\.id, | \\(line | at |\\(a\\.status|spf=fail|\\{} is none of|Reply to all; absent).*|.*: ");

    /** Calls whose texts nobody reads on the page. */
    private static final Pattern UNSEEN = Pattern.compile(
            "LOG\\..*|.*\\.(compile|matches|replaceAll|replaceFirst|replace|query|preparedQuery|split|counter|timer|report)"
                    + "|Pattern\\..*|(?:find|update|delete|count|list|stream)");

    private static final Pattern DEFECT = Pattern.compile("(IllegalState|Assertion|NullPointer).*");
    private static final Pattern WORDS = Pattern.compile("\\p{L}[\\p{L}']*[,.:;]? [“(]?(\\p{L}|\\{)|\\} \\p{Ll}{2}");
    private static final Pattern STATEMENT = Pattern.compile(
            "(?is).*(\\n|\\$\\d|\\?\\d|%\\d\\$|\\bselect\\b|::|\\w\\.\\w+ (=|<|>|is|in|and)\\b|\\bcoalesce|'%s'|_\\w+ =).*");
    private static final Pattern FORMAT = Pattern.compile("%[-#+ 0,(]*\\d*(\\.\\d+)?[a-zA-Z]");

    private ServiceSentences() {}

    /** The sentences of all sources by the file that has them, relative to the sources. */
    static Map<String, Set<String>> all() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var found = Files.walk(SOURCES)) {
            var spoken = found.filter(
                            file -> isSpoken(SOURCES.relativize(file).toString().replace('\\', '/')))
                    .sorted()
                    .toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(spoken));
            var sentences = new HashMap<String, Set<String>>();
            for (var unit : task.parse()) {
                var reader = new Reader(unit);
                reader.scan(unit, null);
                sentences.put(unit.getSourceFile().getName(), reader.sentences);
            }
            return sentences;
        }
    }

    private static boolean isSpoken(String file) {
        return file.endsWith(".java")
                && SPOKEN.matcher(file).matches()
                && !SILENT.matcher(file).matches();
    }

    /** Collects the largest texts of a source, with what constants and local variables add to them. */
    private static final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {
        final Set<String> sentences = new TreeSet<>();
        private final Map<String, ExpressionTree> variables = new HashMap<>();

        Reader(CompilationUnitTree unit) {
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
                    if (variable.getInitializer() != null) {
                        variables.put(variable.getName().toString(), variable.getInitializer());
                    }
                    return super.visitVariable(variable, nothing);
                }
            }.scan(unit, null);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
            return null;
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
            return DEFECT.matcher(made.getIdentifier().toString()).matches()
                    ? null
                    : super.visitNewClass(made, nothing);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            return UNSEEN.matcher(call.getMethodSelect().toString()).matches()
                    ? null
                    : super.visitMethodInvocation(call, nothing);
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree binary, @Nullable Void nothing) {
            if (binary.getKind() != Tree.Kind.PLUS) {
                return super.visitBinary(binary, nothing);
            }
            add(texts(binary, 0));
            return null;
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
            add(texts(literal, 0));
            return null;
        }

        private void add(Set<String> texts) {
            texts.stream()
                    .filter(text -> !STATEMENT.matcher(text).matches())
                    .map(text -> FORMAT.matcher(text).replaceAll("{}"))
                    .map(text -> text.replaceAll("(\\{\\})+", "{}"))
                    .filter(text -> !TECHNICAL.matcher(text).matches())
                    .filter(text -> WORDS.matcher(text).find())
                    .forEach(sentences::add);
        }

        /** All texts that an expression can be; a part that is not known is a hole. */
        private Set<String> texts(@Nullable Tree tree, int depth) {
            if (depth > 12) {
                return Set.of(HOLE);
            }
            if (tree instanceof LiteralTree literal) {
                return Set.of(literal.getValue() instanceof String text ? text : HOLE);
            }
            if (tree instanceof ParenthesizedTree inner) {
                return texts(inner.getExpression(), depth + 1);
            }
            if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                var rests = texts(sum.getRightOperand(), depth + 1);
                return texts(sum.getLeftOperand(), depth + 1).stream()
                        .flatMap(begin -> rests.stream().map(rest -> begin + rest))
                        .collect(Collectors.toSet());
            }
            if (tree instanceof ConditionalExpressionTree either) {
                return union(Stream.of(either.getTrueExpression(), either.getFalseExpression()), depth);
            }
            if (tree instanceof SwitchExpressionTree choice) {
                return union(choice.getCases().stream().map(Reader::resultOf), depth);
            }
            if (tree instanceof IdentifierTree name) {
                var known = variables.get(name.getName().toString());
                return known == null || known.getKind() == Tree.Kind.INT_LITERAL
                        ? Set.of(HOLE)
                        : texts(known, depth + 1);
            }
            return Set.of(HOLE);
        }

        private Set<String> union(Stream<Tree> trees, int depth) {
            return trees.flatMap(tree -> texts(tree, depth + 1).stream()).collect(Collectors.toSet());
        }

        private static @Nullable Tree resultOf(CaseTree one) {
            var body = one.getBody();
            return body instanceof YieldTree given
                    ? given.getValue()
                    : body instanceof ExpressionStatementTree statement ? statement.getExpression() : body;
        }
    }
}
