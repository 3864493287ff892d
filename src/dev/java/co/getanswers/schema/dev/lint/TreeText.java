package co.getanswers.schema.dev.lint;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Names_referencesContext;

/** Reads names and words from the parse tree, in lower case as the lexer leaves them, without the schema public. */
final class TreeText {
    private static final String PUBLIC = "public.";

    private TreeText() {}

    /** @return empty if the name is absent */
    static String name(ParserRuleContext name) {
        if (name == null) {
            return "";
        }
        var text = name.getText();
        return text.startsWith(PUBLIC) ? text.substring(PUBLIC.length()) : text;
    }

    static List<String> names(Names_referencesContext names) {
        return names.schema_qualified_name().stream().map(TreeText::name).toList();
    }

    /** All words of a part of the tree, in their order. */
    static List<String> words(ParseTree part) {
        return all(part, TerminalNode.class).stream().map(TerminalNode::getText).toList();
    }

    /** All nodes of a kind, in their order. */
    static <T extends ParseTree> List<T> all(ParseTree whole, Class<T> kind) {
        var parts = new ArrayList<T>();
        if (kind.isInstance(whole)) {
            parts.add(kind.cast(whole));
        }
        for (int i = 0; i < whole.getChildCount(); i++) {
            parts.addAll(all(whole.getChild(i), kind));
        }
        return parts;
    }
}
