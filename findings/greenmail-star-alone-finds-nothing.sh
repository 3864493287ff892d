#!/usr/bin/env bash
# Subject:  GreenMail 2.1.13, IMAP
# Expected: in a set of numbers "*" is the largest number in use (RFC 3501, section 9, seq-number), alone as in a range: of three
#           messages UID SEARCH UID * finds the last, as UID SEARCH UID 3:* does.
# Happens:  UID SEARCH UID * is answered OK and finds nothing, and UID SEARCH UID 1,* only the first; as the end of a range, in
#           3:*, it is understood. A client that asks for "*" to learn whether a folder has messages is told that it has none.
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
      <groupId>com.icegreen</groupId>
      <artifactId>greenmail</artifactId>
      <version>2.1.13</version>
    </dependency>
  </dependencies>
</project>
POM

cat > "$folder/src/main/java/Finding.java" <<'JAVA'
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        var user = server.setUser("anna@example.com", "anna", "a password");
        for (var subject : List.of("Drawings", "Invoice", "Lunch")) {
            user.deliver(GreenMailUtil.createTextEmail(
                    "anna@example.com", "bert@example.net", subject, "Hello.", server.getImap().getServerSetup()));
        }
        var found = new ArrayList<String>();
        try (var socket = new Socket("127.0.0.1", server.getImap().getPort())) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            in.readLine();
            for (var command : List.of("LOGIN anna \"a password\"", "SELECT INBOX")) {
                ask(socket, in, command);
            }
            for (var set : List.of("*", "1,*", "3:*", "2:*")) {
                var answer = ask(socket, in, "UID SEARCH UID " + set);
                System.out.printf("UID SEARCH UID %-4s %s%n", set, answer);
                found.add(answer);
            }
        }
        server.stop();
        System.exit(
                found.equals(List.of("[* SEARCH]", "[* SEARCH 1]", "[* SEARCH 3]", "[* SEARCH 2 3]")) ? 0 : 1);
    }

    /** The untagged lines of the answer to a command that succeeds. */
    static String ask(Socket socket, BufferedReader in, String command) throws Exception {
        socket.getOutputStream().write(("a " + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        var lines = new ArrayList<String>();
        for (var line = in.readLine(); !line.startsWith("a "); line = in.readLine()) {
            lines.add(line.strip());
        }
        return lines.toString();
    }
}
JAVA

cd "$folder"
"$maven" -B -ntp -q compile dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "target/classes:$(cat classpath)" Finding 2>/dev/null
