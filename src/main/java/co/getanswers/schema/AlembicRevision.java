package co.getanswers.schema;

import java.util.List;
import java.util.Optional;

/**
 * A revision of the Python service before this one. All of them have the seven tables of the first; later ones add columns
 * to {@code users}, an index and twelve tables.
 *
 * @param id as {@code alembic_version} has it
 * @param userColumns that this revision is the first to be sure to have
 * @param otherTables the least number of tables beside the first seven
 */
record AlembicRevision(String id, List<String> userColumns, int otherTables) {
    /** Each table has one revision here that makes it: the first, whose number both programs use. */
    static final String FIRST = "001";

    /** In their order. */
    static final List<AlembicRevision> ALL = List.of(
            of(FIRST, 0),
            of("a753499c54b6", 0),
            of("a84613a21fff", 0),
            of("002_billing_features", 0),
            of("003_multitenancy", 1),
            of("004_user_orgs", 1),
            of("005_add_onboarding_completed", 1, "onboarding_completed"),
            of(
                    "006_add_missing_user_columns",
                    1,
                    "is_super_admin",
                    "current_organization_id",
                    "outlook_credentials",
                    "smtp_credentials",
                    "email_provider"),
            of("007_add_needs_password_setup", 1, "needs_password_setup"),
            of("008_google_oauth", 1, "google_id"),
            of("009_security_compliance", 1),
            of("010_add_writing_style_profile", 1, "writing_style_profile"),
            of("011_lead_magnet_leads", 12),
            of("012_add_microsoft_id", 12, "microsoft_id"));

    private static AlembicRevision of(String id, int otherTables, String... userColumns) {
        return new AlembicRevision(id, List.of(userColumns), otherTables);
    }

    static Optional<AlembicRevision> find(String id) {
        return ALL.stream().filter(revision -> revision.id.equals(id)).findFirst();
    }

    /** The columns of {@code users} that this revision and those before it added. */
    List<String> addedUserColumns() {
        return ALL.subList(0, ALL.indexOf(this) + 1).stream()
                .flatMap(revision -> revision.userColumns.stream())
                .toList();
    }
}
