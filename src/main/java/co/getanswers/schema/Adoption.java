package co.getanswers.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes over a database that Alembic managed for the Python service before this one. Alembic's table stays. */
public final class Adoption {
    /** The index that the revision after the first creates where it is missing. */
    private static final String OPTIONAL_INDEX = "ix_magic_links_user_id";

    private final MigrationSession session;
    private final Revisions revisions;
    private final ClearTextCredentials credentials;

    public Adoption(MigrationSession session, Revisions revisions, ClearTextCredentials credentials) {
        this.session = session;
        this.revisions = revisions;
        this.credentials = credentials;
    }

    /**
     * Records the revision at which Alembic left the database, after its schema and its rows were found fit for the
     * revisions that follow.
     *
     * @return absent if there is nothing to take over: the database is empty, or this program manages it already
     * @throws MigrationFailure if it can't be taken over; nothing was changed
     */
    public Optional<Takeover> adopt() throws SQLException {
        var plan = plan();
        if (plan.isPresent()) {
            return Optional.of(record(plan.get()));
        }
        requireFitRows();
        return Optional.empty();
    }

    /** The takeover that {@link #adopt} would do, without doing it. */
    public Optional<Takeover> preview() throws SQLException {
        return plan().map(Plan::takeover);
    }

    /**
     * The statements that take the database over, for a script; they treat no credentials.
     *
     * @return empty if there is nothing to take over
     * @throws MigrationFailure if it can't be taken over, or has credentials in clear text
     */
    public List<String> script() throws SQLException {
        return plan().map(Plan::statements).orElse(List.of());
    }

    /**
     * Seals or removes clear-text credentials that the old service wrote after the database was taken over.
     *
     * @return a sentence if there were any
     */
    public Optional<String> treatCredentials() throws SQLException {
        var connection = session.connection();
        if (!AlembicTable.exists(connection)) {
            return Optional.empty();
        }
        credentials.requireChoice(connection);
        connection.setAutoCommit(false);
        try {
            var treated = credentials.treat(connection);
            connection.commit();
            return treated;
        } finally {
            session.rollback();
        }
    }

    private record Plan(Takeover takeover, List<String> statements) {}

    private Optional<Plan> plan() throws SQLException {
        var connection = session.connection();
        if (!SchemaHistory.read(connection).rows().isEmpty()) {
            return Optional.empty();
        }
        var live = SchemaCatalog.ofCurrentSchema(connection);
        var alembic = AlembicTable.revisions(connection);
        if (alembic.isEmpty()) {
            requireEmpty(live, AlembicTable.exists(connection));
            return Optional.empty();
        }
        var left = requireKnown(alembic);
        var revision = revisions.find(AlembicRevision.FIRST).orElseThrow();
        var expected = ExpectedSchema.of(List.of(revision), connection);
        var differences = SchemaComparison.compare(expected, live);
        var preparation = new ArrayList<String>();
        requireComplete(left, differences, expected, live, preparation);
        requireFit(OddRows.find(connection));
        credentials.requireChoice(connection);
        var additions = SchemaDrift.additions(differences);
        var statements = new ArrayList<String>(preparation);
        statements.add(SchemaHistory.insertApplied(revision, "0"));
        statements.add(AlembicTable.markStatement(additions));
        return Optional.of(new Plan(
                new Takeover(
                        revision,
                        left.id(),
                        additions,
                        preparation.stream().map(sql -> "Ran: " + sql + ";").toList()),
                statements));
    }

    private Takeover record(Plan plan) throws SQLException {
        var connection = session.connection();
        connection.setAutoCommit(false);
        try {
            if (!SchemaHistory.exists(connection)) {
                SchemaHistory.create(connection);
            }
            for (var statement : plan.statements) {
                session.execute(statement);
            }
            var treated = credentials.treat(connection);
            connection.commit();
            return treated.map(plan.takeover::withNote).orElse(plan.takeover);
        } finally {
            session.rollback();
        }
    }

    /** Refuses rows that the old service wrote after the takeover and a pending revision can't take. */
    private void requireFitRows() throws SQLException {
        var connection = session.connection();
        if (AlembicTable.exists(connection)
                && !SchemaUpgrade.pending(SchemaHistory.read(connection), revisions, null)
                        .isEmpty()
                && SchemaCatalog.ofCurrentSchema(connection).hasTable("agent_actions")) {
            requireFit(OddRows.find(connection));
        }
    }

    private static void requireEmpty(SchemaCatalog live, boolean alembic) {
        var tables = live.objects().stream()
                .filter(object -> object.kind() == SchemaObject.Kind.TABLE || object.kind() == SchemaObject.Kind.VIEW)
                .map(SchemaObject::name)
                .toList();
        if (alembic && !tables.isEmpty()) {
            throw new MigrationFailure(
                    "The table alembic_version is empty: Alembic is at its base, and other tables are"
                            + " there. Nothing was changed. If the schema is that of a revision, record it with: migrate stamp"
                            + " <revision>, which compares the two first; or use an empty database.");
        }
        if (!tables.isEmpty()) {
            throw new MigrationFailure("The database is not empty, and nothing in it names its revision: it has "
                    + String.join(", ", tables.subList(0, Math.min(3, tables.size())))
                    + (tables.size() > 3 ? " and " + (tables.size() - 3) + " more tables" : "")
                    + ". Use an empty database; or, if its schema is that of a revision, record it with: migrate stamp"
                    + " <revision>.");
        }
    }

    private static AlembicRevision requireKnown(List<String> alembic) {
        return Optional.of(alembic)
                .filter(several -> several.size() == 1)
                .flatMap(one -> AlembicRevision.find(one.get(0)))
                .orElseThrow(() -> new MigrationFailure("Alembic left the database at revision "
                        + String.join(" and ", alembic) + ", which the old service never had"
                        + (alembic.size() > 1 ? " together" : "") + "; known are "
                        + String.join(
                                ", ",
                                AlembicRevision.ALL.stream()
                                        .map(AlembicRevision::id)
                                        .toList())
                        + ". Nothing was changed. Leave it with the old service, and don't downgrade it: that would lose the"
                        + " columns and tables of its later revisions."));
    }

    /**
     * @param preparation gets the statements without which a kept column would refuse every new row
     * @throws MigrationFailure with a line for each difference
     */
    private static void requireComplete(
            AlembicRevision left,
            List<SchemaDifference> differences,
            SchemaCatalog expected,
            SchemaCatalog live,
            List<String> preparation) {
        var lacks = new ArrayList<String>();
        differences.stream()
                .filter(difference -> !isAddition(difference) && !isOptional(difference))
                .forEach(difference -> lacks.add(difference.sentence()));
        var userColumns =
                live.columnsOf("users").stream().map(SchemaObject::name).toList();
        if (live.hasTable("users")) {
            left.addedUserColumns().stream()
                    .filter(column -> !userColumns.contains(column))
                    .forEach(column -> lacks.add("column users." + column + " is missing"));
        }
        var others = live.tables().size()
                - expected.tables().stream()
                        .filter(table -> live.hasTable(table.name()))
                        .count();
        if (others < left.otherTables()) {
            lacks.add("of at least " + left.otherTables()
                    + (left.otherTables() == 1 ? " further table" : " further tables")
                    + (others == 0 ? " none is there" : " only " + others + " are there"));
        }
        for (var difference : differences) {
            requireDefault(difference, lacks, preparation);
        }
        if (!lacks.isEmpty()) {
            throw new MigrationFailure("Alembic says that the database is at revision " + left.id()
                    + ", and its schema is not that of this revision. Nothing was changed. Complete it as the old service"
                    + " would have it, and run this again. The differences:" + list(lacks));
        }
    }

    /** New rows have no value for a column that the revisions here don't know. */
    private static void requireDefault(SchemaDifference difference, List<String> lacks, List<String> preparation) {
        var object = difference.object();
        if (difference.kind() == SchemaDifference.Kind.EXTRA
                && object.kind() == SchemaObject.Kind.COLUMN
                && object.notNull()
                && object.defaultValue() == null
                && !object.definition().contains("GENERATED")) {
            if (object.definition().equals("boolean")) {
                preparation.add(
                        "ALTER TABLE " + object.table() + " ALTER COLUMN " + object.name() + " SET DEFAULT false");
            } else {
                lacks.add(object.title() + " is NOT NULL and has no default, so no row could be added: ALTER TABLE "
                        + object.table() + " ALTER COLUMN " + object.name() + " SET DEFAULT <value>");
            }
        }
    }

    private static void requireFit(List<String> odd) {
        if (!odd.isEmpty()) {
            throw new MigrationFailure(
                    "Rows that the old service could write stop the revisions that follow. Nothing was"
                            + " changed. Look at them, correct their values, and run this again:" + list(odd));
        }
    }

    static String list(List<String> lines) {
        return "\n  " + String.join("\n  ", lines);
    }

    /** True for what the old service has in addition, defaults of columns among it. */
    static boolean isAddition(SchemaDifference difference) {
        return difference.kind() == SchemaDifference.Kind.EXTRA
                || difference.object().kind() == SchemaObject.Kind.COLUMN
                        && difference.statements().stream().allMatch(sql -> sql.endsWith(" DROP DEFAULT"))
                        && !difference.statements().isEmpty();
    }

    static boolean isOptional(SchemaDifference difference) {
        return difference.object().name().equals(OPTIONAL_INDEX);
    }
}
