package co.getanswers.schema;

import co.getanswers.platform.AdoptedCredentials;
import co.getanswers.platform.CredentialSeal;
import co.getanswers.platform.InvalidSetting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals or removes the mailbox credentials that the old service stored in clear text, so that no dump has them.
 *
 * @param choice absent if the operator made none; they are sealed then if there is a key
 * @param key that seals them, in Base64
 */
public record ClearTextCredentials(Optional<AdoptedCredentials> choice, Optional<String> key) {
    private static final List<String> COLUMNS = List.of("gmail_credentials", "outlook_credentials", "smtp_credentials");

    /** The treatment without settings: a database that has any is refused. */
    public static final ClearTextCredentials REFUSED = new ClearTextCredentials(Optional.empty(), Optional.empty());

    /** The settings in environment variables, for commands that start without the framework. */
    public static ClearTextCredentials of(Map<String, String> environment) {
        return new ClearTextCredentials(
                Optional.ofNullable(environment.get("GETANSWERS_CREDENTIALS_AT_ADOPTION"))
                        .filter(text -> !text.isBlank())
                        .map(ClearTextCredentials::choice),
                Optional.ofNullable(environment.get("GETANSWERS_CREDENTIALS_KEY"))
                        .filter(text -> !text.isBlank()));
    }

    /** @throws InvalidSetting if it is neither seal nor remove */
    public static AdoptedCredentials choice(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "seal" -> AdoptedCredentials.SEAL;
            case "remove" -> AdoptedCredentials.REMOVE;
            default ->
                throw new InvalidSetting("The credentials of the old service can't be treated by '" + text
                        + "': set it to seal or remove.");
        };
    }

    public ClearTextCredentials withChoice(AdoptedCredentials made) {
        return new ClearTextCredentials(Optional.of(made), key);
    }

    private AdoptedCredentials wanted() {
        return choice.orElse(AdoptedCredentials.SEAL);
    }

    private record Value(UUID userId, String column, String json) {}

    /** @throws MigrationFailure if there are any and nobody said what becomes of them */
    void requireChoice(Connection connection) throws SQLException {
        var values = read(connection, false);
        if (wanted() == AdoptedCredentials.REMOVE || values.isEmpty()) {
            return;
        }
        if (key.isEmpty()) {
            throw new MigrationFailure(values.size() + (values.size() == 1 ? " value of " : " values of ")
                    + String.join(
                            ", ", values.stream().map(Value::column).distinct().toList())
                    + " in users are credentials in clear text. Nothing was changed. To encrypt them, set"
                    + " GETANSWERS_CREDENTIALS_KEY to the output of: openssl rand -base64 32. To do without them, so that"
                    + " users connect their mailboxes again, set GETANSWERS_CREDENTIALS_AT_ADOPTION to remove, or say:"
                    + " migrate adopt --credentials=remove.");
        }
        CredentialSeal.withKey(key.get());
    }

    /**
     * Changes all clear-text values in the open transaction.
     *
     * @return a sentence if there were any
     */
    Optional<String> treat(Connection connection) throws SQLException {
        var values = read(connection, true);
        var seal = wanted() == AdoptedCredentials.REMOVE || values.isEmpty()
                ? Optional.<CredentialSeal>empty()
                : Optional.of(CredentialSeal.withKey(key.orElseThrow()));
        for (var value : values) {
            try (var update = connection.prepareStatement(
                    "UPDATE users SET " + value.column() + " = ?::" + type(value, connection) + " WHERE id = ?")) {
                update.setString(
                        1,
                        seal.map(box -> box.seal(value.userId(), value.json())).orElse(null));
                update.setObject(2, value.userId());
                update.executeUpdate();
            }
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of((wanted() == AdoptedCredentials.SEAL ? "Sealed " : "Removed ")
                        + values.size() + (values.size() == 1 ? " value" : " values")
                        + " of credentials that the old service had stored in clear text.");
    }

    private static List<Value> read(Connection connection, boolean lock) throws SQLException {
        var values = new ArrayList<Value>();
        for (var column : columns(connection)) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT id, " + column + "::text FROM users WHERE " + column
                            + " IS NOT NULL AND " + column + "::text <> 'null'" + (lock ? " FOR UPDATE" : ""))) {
                while (row.next()) {
                    var json = row.getString(2);
                    if (!CredentialSeal.isSealed(json)) {
                        values.add(new Value(row.getObject(1, UUID.class), column, json));
                    }
                }
            }
        }
        return values;
    }

    private static List<String> columns(Connection connection) throws SQLException {
        var columns = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT attname FROM pg_attribute"
                        + " WHERE attrelid = to_regclass('users') AND attnum > 0 AND NOT attisdropped")) {
            while (row.next()) {
                if (COLUMNS.contains(row.getString(1))) {
                    columns.add(row.getString(1));
                }
            }
        }
        return columns;
    }

    private static String type(Value value, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
                        + " WHERE attrelid = to_regclass('users') AND attname = '" + value.column() + "'")) {
            row.next();
            return row.getString(1);
        }
    }
}
