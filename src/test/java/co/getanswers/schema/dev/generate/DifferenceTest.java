package co.getanswers.schema.dev.generate;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.schema.dev.generate.Parcels.Checked;
import co.getanswers.schema.dev.generate.Parcels.Depot;
import co.getanswers.schema.dev.generate.Parcels.Indexed;
import co.getanswers.schema.dev.generate.Parcels.IndexedByExpression;
import co.getanswers.schema.dev.generate.Parcels.IndexedPartly;
import co.getanswers.schema.dev.generate.Parcels.IndexedUnique;
import co.getanswers.schema.dev.generate.Parcels.Lengthened;
import co.getanswers.schema.dev.generate.Parcels.OfKind;
import co.getanswers.schema.dev.generate.Parcels.OfMoreKinds;
import co.getanswers.schema.dev.generate.Parcels.OfMoreNamedKinds;
import co.getanswers.schema.dev.generate.Parcels.OfNamedKind;
import co.getanswers.schema.dev.generate.Parcels.Parcel;
import co.getanswers.schema.dev.generate.Parcels.Referring;
import co.getanswers.schema.dev.generate.Parcels.ReferringToDelete;
import co.getanswers.schema.dev.generate.Parcels.Renamed;
import co.getanswers.schema.dev.generate.Parcels.Required;
import co.getanswers.schema.dev.generate.Parcels.Retitled;
import co.getanswers.schema.dev.generate.Parcels.Retyped;
import co.getanswers.schema.dev.generate.Parcels.RetypedOtherwise;
import co.getanswers.schema.dev.generate.Parcels.Unique;
import co.getanswers.schema.dev.generate.Parcels.WithColumn;
import co.getanswers.schema.dev.generate.Parcels.WithDefault;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each change goes up to what the entities are after it, and down to what they were before it; so does its opposite. */
class DifferenceTest {
    private static ScratchDatabase from;
    private static ScratchDatabase to;
    /** The content that the first one is known to hold: a change that came back can be followed by the next at once. */
    private static List<Class<?>> stands;

    @BeforeAll
    static void open() {
        from = Scratch.SERVER.create();
        to = Scratch.SERVER.create();
    }

    @AfterAll
    static void close() {
        from.close();
        to.close();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("added or dropped: a column", Parcel.class, WithColumn.class),
                change("a type", Parcel.class, Retyped.class),
                change("a type that needs telling how", Parcel.class, RetypedOtherwise.class),
                change("a length", Parcel.class, Lengthened.class),
                change("added or dropped: not null", Parcel.class, Required.class),
                Arguments.of("added or dropped: a table", List.of(), List.of(Depot.class, Referring.class)),
                change("a unique constraint", Parcel.class, Unique.class),
                change("added or dropped: an index", Parcel.class, Indexed.class),
                change("a unique index", Parcel.class, IndexedUnique.class),
                change("a partial index", Parcel.class, IndexedPartly.class),
                change("an index by an expression", Parcel.class, IndexedByExpression.class),
                change("an index's definition", Indexed.class, IndexedPartly.class),
                change("a foreign key", Parcel.class, Referring.class),
                change("a foreign key's delete rule", Referring.class, ReferringToDelete.class),
                change("a CHECK", Parcel.class, Checked.class),
                change("a default", Parcel.class, WithDefault.class),
                change("an enum's values, in a CHECK", OfKind.class, OfMoreKinds.class),
                change("added or dropped: an enum's values, in a type", OfNamedKind.class, OfMoreNamedKinds.class),
                change("an enum in a type", Parcel.class, OfNamedKind.class));
    }

    private static Arguments change(String name, Class<?> before, Class<?> after) {
        return Arguments.of(name, List.of(Depot.class, before), List.of(Depot.class, after));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void theScriptsGoUpToTheEntitiesAfterAndDownToThoseBefore(String name, List<Class<?>> before, List<Class<?>> after)
            throws SQLException {
        if (!before.equals(stands)) {
            make(from, before);
        }
        make(to, after);
        stands = null;
        goesUpAndDown(from, to);
        stands = before;
        if (name.startsWith("added or dropped")) {
            goesUpAndDown(to, from);
        }
    }

    private static void goesUpAndDown(ScratchDatabase from, ScratchDatabase to) throws SQLException {
        var was = Catalog.of(from);

        var difference = Difference.between(from, to);

        assertThat(difference.problems()).isEmpty();
        assertThat(difference.renames()).isEmpty();
        assertThat(was.differenceTo(Catalog.of(from))).as("where it was tried").isEmpty();
        var pairs = RevisionText.of(difference, "change");
        for (var pair : pairs) {
            from.run(pair.up());
        }
        assertThat(Catalog.of(to).differenceTo(Catalog.of(from))).as("up").isEmpty();
        Collections.reverse(pairs);
        for (var pair : pairs) {
            from.run(pair.down());
        }
        assertThat(was.differenceTo(Catalog.of(from))).as("down").isEmpty();
        assertThat(text(pairs)).doesNotContain("public.", "search_path", "OWNER", "DEPCY");
    }

    @Test
    void nothingChangedIsNoRevision() throws SQLException {
        make(List.of(Depot.class, Referring.class), List.of(Depot.class, Referring.class));
        assertThat(Difference.between(from, to).isEmpty()).isTrue();
    }

    @Test
    void anIndexOfATableThatIsThereIsBuiltConcurrentlyInARevisionOfItsOwn() throws SQLException {
        make(List.of(Parcel.class), List.of(OfKind.class, Depot.class));
        to.run("CREATE INDEX ix_parcels_label ON parcels (label); CREATE INDEX ix_depots_city ON depots (city)");
        var pairs = RevisionText.of(Difference.between(from, to), "add kinds");
        assertThat(pairs)
                .extracting(RevisionFolder.ScriptPair::name)
                .containsExactly(
                        "add kinds create",
                        "add kinds parcels",
                        "add kinds create ix_parcels_label",
                        "add kinds validate");
        assertThat(pairs.get(0).up()).contains("CREATE INDEX ix_depots_city ON depots (city);");
        assertThat(pairs.get(1).up()).contains("ADD CONSTRAINT ck_parcels_kind\n        CHECK", "NOT VALID;");
        assertThat(pairs.get(2).up()).endsWith("""
                DROP INDEX CONCURRENTLY IF EXISTS ix_parcels_label;
                CREATE INDEX CONCURRENTLY ix_parcels_label ON parcels (label);
                """);
        assertThat(pairs.get(2).down()).endsWith("DROP INDEX CONCURRENTLY IF EXISTS ix_parcels_label;\n");
        assertThat(pairs.get(3).up()).contains("VALIDATE CONSTRAINT ck_parcels_kind;");
    }

    @Test
    void whatMayHaveBeenRenamedIsAskedAndNeitherDroppedNorAdded() throws SQLException {
        make(List.of(Parcel.class), List.of(Retitled.class));
        from.run("CREATE INDEX ix_parcels_label ON parcels (label)");
        var was = Catalog.of(from);
        var difference = Difference.between(from, to);
        assertThat(difference.renames())
                .extracting(RenameQuestion::question)
                .containsExactly("Was the column parcels.label renamed to title?");
        assertThat(difference.problems()).isEmpty();
        var pairs = RevisionText.of(difference, "retitle");
        assertThat(pairs).hasSize(1);
        assertThat(pairs.get(0).up())
                .contains("\n-- ALTER TABLE parcels RENAME COLUMN label TO title;\n")
                .contains("\n-- ALTER INDEX ix_parcels_label RENAME TO ix_parcels_title;\n")
                .contains("\n--     DROP COLUMN label;\n", "\n--     ADD COLUMN title varchar(20);\n");

        make(List.of(Parcel.class), List.of(Retitled.class));
        from.run("CREATE INDEX ix_parcels_label ON parcels (label)");
        from.run(pairs.get(0).up());
        assertThat(Catalog.of(from)).as("as it is generated, it does nothing").isEqualTo(was);
        from.run(uncommented(pairs.get(0).up(), "RENAME"));
        assertThat(Catalog.of(from)).isEqualTo(Catalog.of(to));
        from.run(uncommented(pairs.get(0).down(), "RENAME"));
        assertThat(Catalog.of(from)).isEqualTo(was);
    }

    @Test
    void aTableThatMayHaveBeenRenamedIsAskedAbout() throws SQLException {
        make(List.of(Depot.class, Referring.class), List.of(Depot.class, Renamed.class));
        from.run("ALTER TABLE parcels DROP CONSTRAINT fk_parcels_depot_id");
        var was = Catalog.of(from);
        var pairs = RevisionText.of(Difference.between(from, to), "rename");
        assertThat(pairs).hasSize(1);
        make(List.of(Depot.class, Referring.class), List.of(Depot.class, Renamed.class));
        from.run("ALTER TABLE parcels DROP CONSTRAINT fk_parcels_depot_id");
        from.run(pairs.get(0).up());
        assertThat(Catalog.of(from)).isEqualTo(was);
        from.run(uncommented(pairs.get(0).up(), "RENAME"));
        assertThat(Catalog.of(from)).isEqualTo(Catalog.of(to));
    }

    @Test
    void theUndoOfWhatAddsAColumnSaysThatItLosesData() throws SQLException {
        make(List.of(Parcel.class), List.of(WithColumn.class));
        assertThat(RevisionText.of(Difference.between(from, to), "note").get(0).down())
                .contains("-- Loses what the column holds.\nALTER TABLE parcels\n    DROP COLUMN note;");
    }

    @Test
    void whatCantBeDoneTableByTableIsDoneInTheEnd() throws SQLException {
        make(List.of(Depot.class, Parcel.class), List.of(Depot.class, Parcel.class));
        from.run("ALTER TABLE depots ADD CONSTRAINT uq_depots_city UNIQUE (city);"
                + " ALTER TABLE parcels ADD CONSTRAINT fk_parcels_label FOREIGN KEY (label) REFERENCES depots (city)");
        goesUpAndDown(from, to);
    }

    @Test
    void whatCantBeToldInStatementsIsLeftToAPerson() {
        var nothing = new Difference.Alternative(List.of(), List.of());
        var difference = new Difference(List.of(), nothing, List.of(), List.of("is not reached: + extension hstore"));
        assertThat(difference.isEmpty()).isFalse();
        assertThat(RevisionText.of(difference, "hstore"))
                .singleElement()
                .satisfies(pair -> assertThat(pair.up()).contains("-- CHANGE IT FIRST", "extension hstore"));
    }

    @Test
    void aReviewerIsToldWhatATypeCanNotHoldAndNothingWhereItHoldsMore() throws SQLException {
        make(List.of(Parcel.class), List.of(Lengthened.class));
        var pair = RevisionText.of(Difference.between(from, to), "longer").get(0);
        assertThat(pair.up()).endsWith("applying.\n\nALTER TABLE parcels\n    ALTER COLUMN label TYPE varchar(40);\n");
        assertThat(pair.down()).contains("-- Fails where the new type can't hold a value");
    }

    private static String uncommented(String script, String with) {
        return script.lines()
                .filter(line -> line.contains(with) && line.endsWith(";"))
                .map(line -> line.substring(3))
                .collect(Collectors.joining("\n"));
    }

    private static String text(List<RevisionFolder.ScriptPair> pairs) {
        return pairs.stream().map(pair -> pair.up() + pair.down()).collect(Collectors.joining());
    }

    private static void make(List<Class<?>> before, List<Class<?>> after) throws SQLException {
        stands = null;
        make(from, before);
        make(to, after);
    }

    private static void make(ScratchDatabase database, List<Class<?>> entities) throws SQLException {
        database.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        EntitySchema.create(database, EntityModel.of(entities));
    }
}
