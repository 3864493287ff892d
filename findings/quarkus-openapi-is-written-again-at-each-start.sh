#!/usr/bin/env bash
# Subject:  Quarkus 3.33.2, its extension for OpenAPI (SmallRye OpenAPI), packaged, with all settings by default
# Expected: the document is made by the build, which puts it into the package as JSON and as YAML; a start has nothing to do
#           but to serve these bytes to those who ask.
# Happens:  each start reads the packaged JSON into a model, by the parser of YAML, and writes it out again as JSON and as YAML,
#           before it is ready and without anybody asking. What is then served as JSON has the same content as what was packaged.
#           The time grows with the number of operations, and no setting of the running program avoids it:
#           quarkus.smallrye-openapi.enable=false leaves the document unserved and made nevertheless.
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
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>io.quarkus.platform</groupId>
        <artifactId>quarkus-bom</artifactId>
        <version>3.33.2</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>io.quarkus</groupId>
      <artifactId>quarkus-rest</artifactId>
    </dependency>
    <dependency>
      <groupId>io.quarkus</groupId>
      <artifactId>quarkus-smallrye-openapi</artifactId>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>io.quarkus.platform</groupId>
        <artifactId>quarkus-maven-plugin</artifactId>
        <version>3.33.2</version>
        <executions>
          <execution>
            <goals>
              <goal>build</goal>
            </goals>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
POM

cat > src/main/java/Letters.java <<'JAVA'
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/letters")
public class Letters {
    @GET
    public String first() {
        return "Here are the drawings.";
    }
}
JAVA

"$maven" -B -ntp -q package >build 2>&1
python3 -m zipfile -l target/quarkus-app/quarkus/generated-bytecode.jar | grep -o 'META-INF/quarkus-generated-openapi-doc[^ ]*'

# Starts the program, keeps the list of the classes that are loaded once it is ready, and leaves the program's port in $port.
start() {
    java -Xlog:class+load:file=loading -Dquarkus.http.port=0 "${@:2}" -jar target/quarkus-app/quarkus-run.jar >log 2>&1 &
    process=$!
    for _ in $(seq 600); do
        ! grep -q 'Listening on' log || break
        kill -0 $process
        sleep 0.1
    done
    cp loading "$1"
    port=$(grep -o 'Listening on: http://[^ ]*' log | grep -o '[0-9]*$')
}

stop() {
    kill $process
    wait $process || true
}

start served
python3 - "$port" <<'PYTHON'
import json, sys, urllib.request, zipfile
package = zipfile.ZipFile('target/quarkus-app/quarkus/generated-bytecode.jar')
packaged = package.read('META-INF/quarkus-generated-openapi-doc.JSON')
served = urllib.request.urlopen(f'http://127.0.0.1:{sys.argv[1]}/q/openapi?format=json').read()
same = json.loads(served) == json.loads(packaged)
print('served as packaged:', same)
sys.exit(0 if same else 1)
PYTHON
stop
start unserved -Dquarkus.smallrye-openapi.enable=false
status=$(curl -s -o response -w '%{http_code}' "http://127.0.0.1:$port/q/openapi")
stop
echo "unserved: $status"
[ "$status" = 404 ]
for run in served unserved; do
    for name in org.yaml.snakeyaml.parser.ParserImpl org.yaml.snakeyaml.emitter.Emitter; do
        grep -q " $name source" $run
        echo "$run at the start: $name"
    done
done
