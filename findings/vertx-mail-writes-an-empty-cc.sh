#!/usr/bin/env bash
# Subject:  Eclipse Vert.x Mail Client 4.5.27, received by GreenMail 2.1.13
# Expected: a message whose list of Cc recipients is empty has no Cc field: RFC 5322, section 3.6.3, asks for at least one address
#           in it. Programs that build messages, such as mailers of frameworks, set the lists whether or not somebody is in them.
# Happens:  the message has the field "Cc:" with nothing in it, and so has To where its list is empty. Only a list that was never
#           set, null, leaves the field out.
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
      <artifactId>vertx-mail-client</artifactId>
      <version>4.5.27</version>
    </dependency>
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
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(2);
        });
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        var config = new MailConfig().setHostname("127.0.0.1").setPort(server.getSmtp().getPort());
        var client = MailClient.create(Vertx.vertx(), config);
        var empty = send(server, client, message().setCc(List.of()));
        var unset = send(server, client, message());
        System.out.println("Cc of a message with an empty list: " + empty);
        System.out.println("Cc of a message without a list:     " + unset);
        System.exit(empty.equals("[]") && unset.equals("no field") ? 0 : 1);
    }

    private static MailMessage message() {
        return new MailMessage()
                .setFrom("anna@example.com")
                .setTo(List.of("bert@example.net"))
                .setSubject("Drawings")
                .setText("Here they are.");
    }

    private static String send(GreenMail server, MailClient client, MailMessage message) throws Exception {
        client.sendMail(message).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        var received = server.getReceivedMessages();
        var cc = received[received.length - 1].getHeader("Cc");
        return cc == null ? "no field" : Arrays.toString(cc).replace(" ", "");
    }
}
JAVA

cd "$folder"
"$maven" -B -ntp -q compile dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "target/classes:$(cat classpath)" Finding 2>/dev/null
