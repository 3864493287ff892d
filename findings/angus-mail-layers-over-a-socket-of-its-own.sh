#!/usr/bin/env bash
# Subject:  Eclipse Angus Mail 2.0.5 (jakarta.mail), implicit TLS, against GreenMail 2.1.13
# Expected: with a factory in mail.smtps.ssl.socketFactory, which is to create the SMTP TLS sockets, the factory makes each of them,
#           so that a factory whose createSocket() returns sockets of its own, such as ones that count or bound what is read,
#           sees all of the connection.
# Happens:  the library creates and connects a plain socket itself and calls only createSocket(Socket, String, int, boolean):
#           the factory layers TLS over it. createSocket() without arguments, by which it creates the sockets of
#           mail.smtp.socketFactory, is never called. Only a factory that overrides the layering method has an effect.
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
      <groupId>org.eclipse.angus</groupId>
      <artifactId>jakarta.mail</artifactId>
      <version>2.0.5</version>
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
import com.icegreen.greenmail.util.DummySSLSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;

public class Finding {
    static final List<String> CALLS = new CopyOnWriteArrayList<>();

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(2);
        });
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        var settings = new Properties();
        settings.put("mail.transport.protocol.rfc822", "smtps");
        settings.put("mail.smtps.host", "127.0.0.1");
        settings.put("mail.smtps.port", String.valueOf(server.getSmtps().getPort()));
        settings.put("mail.smtps.ssl.socketFactory", new Recording());
        settings.put("mail.smtps.ssl.checkserveridentity", "false");
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("anna@example.com"));
        message.setRecipient(RecipientType.TO, new InternetAddress("bert@example.net"));
        message.setSubject("Drawings");
        message.setText("Here they are.");
        Transport.send(message);
        System.out.println("messages received:    " + server.getReceivedMessages().length);
        System.out.println("the factory was asked: " + CALLS);
        System.exit(server.getReceivedMessages().length == 1 && CALLS.equals(List.of("createSocket(Socket, String, int, boolean)"))
                ? 0
                : 1);
    }

    /** Names each of its methods that is called; trusts the test server's certificate. */
    static class Recording extends SSLSocketFactory {
        private final SSLSocketFactory factory = new DummySSLSocketFactory();

        @Override
        public Socket createSocket() throws IOException {
            CALLS.add("createSocket()");
            return factory.createSocket();
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean close) throws IOException {
            CALLS.add("createSocket(Socket, String, int, boolean)");
            return factory.createSocket(socket, host, port, close);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            CALLS.add("createSocket(String, int)");
            return factory.createSocket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            CALLS.add("createSocket(String, int, InetAddress, int)");
            return factory.createSocket(host, port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            CALLS.add("createSocket(InetAddress, int)");
            return factory.createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            CALLS.add("createSocket(InetAddress, int, InetAddress, int)");
            return factory.createSocket(host, port, local, localPort);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return factory.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory.getSupportedCipherSuites();
        }
    }
}
JAVA

cd "$folder"
"$maven" -B -ntp -q compile dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "target/classes:$(cat classpath)" Finding 2>/dev/null
