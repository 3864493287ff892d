package co.getanswers;

import com.sun.source.doctree.DocTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** The tables of settings in the documentation, made from the interfaces that declare the settings. */
final class SettingsTable {
    static final Path PAGE = Path.of("src/docs/configuration.md");

    private static final Pattern GENERATED =
            Pattern.compile("(?<=<!-- settings: begin -->\n).*(?=<!-- settings: end -->)", Pattern.DOTALL);

    private SettingsTable() {}

    /** Writes the tables into their page. */
    public static void main(String... none) throws IOException {
        Files.writeString(PAGE, updated(Files.readString(PAGE)));
    }

    /** The page with its tables as the code has them. */
    static String updated(String page) throws IOException {
        return GENERATED.matcher(page).replaceFirst(Matcher.quoteReplacement(tables()));
    }

    private static String tables() throws IOException {
        List<Path> sources;
        try (var files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
            var settings = new Settings(DocTrees.instance(task));
            settings.scan(task.parse(), null);
            return String.join("", settings.tables.values()) + "\n";
        }
    }

    /** Collects a table for each annotated interface, by prefix. */
    private static final class Settings extends TreePathScanner<Void, Void> {
        private final Map<String, StringBuilder> tables = new TreeMap<>();
        private final DocTrees docs;
        private String prefix;
        private StringBuilder table;

        private Settings(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            var outer = prefix;
            prefix = value(type.getModifiers(), "ConfigMapping");
            if (prefix != null) {
                table = new StringBuilder("\n### `" + prefix + "`\n\n" + firstSentence(getCurrentPath())
                        + "\n\n| variable | default | meaning |\n|---|---|---|\n");
                tables.put(prefix, table);
            }
            super.visitClass(type, none);
            prefix = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree setting, Void none) {
            if (prefix != null) {
                var fallback = value(setting.getModifiers(), "WithDefault");
                table.append("| `%s` | %s | %s |\n"
                        .formatted(
                                variable(prefix, setting.getName().toString()),
                                fallback == null ? "" : "`" + fallback + "`",
                                firstSentence(getCurrentPath())));
            }
            return super.visitMethod(setting, none);
        }

        /** The annotation's only argument; null without the annotation. */
        private static String value(ModifiersTree modifiers, String annotation) {
            return modifiers.getAnnotations().stream()
                    .filter(given -> given.getAnnotationType().toString().equals(annotation))
                    .map(AnnotationTree::getArguments)
                    .map(arguments -> arguments.get(0))
                    .map(argument -> argument instanceof AssignmentTree named ? named.getExpression() : argument)
                    .map(literal -> (String) ((LiteralTree) literal).getValue())
                    .findFirst()
                    .orElse(null);
        }

        private static String variable(String prefix, String setting) {
            return (prefix + "." + setting.replaceAll("([A-Z])", "_$1"))
                    .replaceAll("[.-]", "_")
                    .toUpperCase(Locale.ROOT);
        }

        private String firstSentence(TreePath declaration) {
            var comment = docs.getDocCommentTree(declaration);
            if (comment == null) {
                throw new AssertionError("There is no Javadoc on " + declaration.getLeaf());
            }
            return comment.getFirstSentence().stream()
                    .map(Settings::markdown)
                    .collect(Collectors.joining())
                    .replaceAll("\\s+", " ")
                    .strip();
        }

        private static String markdown(DocTree part) {
            return part instanceof com.sun.source.doctree.LiteralTree code
                    ? "`" + code.getBody().getBody() + "`"
                    : part.toString();
        }
    }
}
