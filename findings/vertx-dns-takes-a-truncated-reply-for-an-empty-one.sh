#!/usr/bin/env bash
# Subject:  Eclipse Vert.x 4.5.27 (DnsClient), against a name server of this script's own
# Expected: a reply with the TC bit, which says that the records did not fit into a datagram, is asked for again by TCP (RFC 7766,
#           section 5), or fails. Public keys of DKIM signatures with 4,096 bits are such records, and long SPF records.
# Happens:  resolveTXT succeeds with an empty list, as if the name had no TXT record; the client never opens a TCP connection.
#           A verifier of signatures takes the key for revoked or missing.
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
      <artifactId>vertx-core</artifactId>
      <version>4.5.27</version>
    </dependency>
  </dependencies>
</project>
POM

cat > "$folder/src/main/java/Finding.java" <<'JAVA'
import io.vertx.core.Vertx;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Two names, each with one TXT record: the one fits into a datagram, the other is served by TCP alone. */
public class Finding {
    private static final int HEADER = 12;
    private static final int TRUNCATED = 0x0200;
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    public static void main(String[] arguments) throws Exception {
        var datagrams = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var streams = new ServerSocket(datagrams.getLocalPort(), 5, InetAddress.getLoopbackAddress());
        serve(() -> answerDatagram(datagrams));
        serve(() -> answerStream(streams));
        var client = Vertx.vertx().createDnsClient(datagrams.getLocalPort(), "127.0.0.1");
        var small = resolve(client, "short.example");
        var large = resolve(client, "long.example");
        System.out.println("a record that fits:         " + small);
        System.out.println("a record that does not fit: " + large);
        System.out.println("the server was asked by:    " + ASKED);
        System.exit(small.equals(List.of("v=DKIM1; p=short")) && large.isEmpty() && ASKED.equals(List.of("UDP", "UDP")) ? 0 : 1);
    }

    private static List<String> resolve(io.vertx.core.dns.DnsClient client, String name) throws Exception {
        return client.resolveTXT(name).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    interface Service {
        void answerOne() throws IOException;
    }

    private static void serve(Service service) {
        var thread = new Thread(() -> {
            try {
                while (true) {
                    service.answerOne();
                }
            } catch (IOException closed) {
                throw new IllegalStateException(closed);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void answerDatagram(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        ASKED.add("UDP");
        var query = Arrays.copyOf(packet.getData(), packet.getLength());
        var reply = isLong(query) ? reply(query, TRUNCATED, null) : reply(query, 0, "v=DKIM1; p=short");
        socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
    }

    private static void answerStream(ServerSocket socket) throws IOException {
        try (var connection = socket.accept()) {
            ASKED.add("TCP");
            var input = new DataInputStream(connection.getInputStream());
            var query = input.readNBytes(input.readUnsignedShort());
            var reply = reply(query, 0, "v=DKIM1; p=" + "long".repeat(50));
            var output = new DataOutputStream(connection.getOutputStream());
            output.writeShort(reply.length);
            output.write(reply);
        }
    }

    private static boolean isLong(byte[] query) {
        return new String(query, StandardCharsets.ISO_8859_1).contains("long");
    }

    /** A response (RFC 1035, section 4.1) with the question and at most one TXT record of one string. */
    private static byte[] reply(byte[] query, int flags, String text) {
        var end = HEADER;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        var question = end + 5 - HEADER;
        var reply = ByteBuffer.allocate(1024);
        reply.put(query, 0, 2).putShort((short) (0x8180 | flags)).putShort((short) 1);
        reply.putShort((short) (text == null ? 0 : 1)).putInt(0).put(query, HEADER, question);
        if (text != null) {
            reply.putShort((short) 0xC00C).putShort((short) 16).putShort((short) 1).putInt(300);
            reply.putShort((short) (text.length() + 1)).put((byte) text.length());
            reply.put(text.getBytes(StandardCharsets.US_ASCII));
        }
        return Arrays.copyOf(reply.array(), reply.position());
    }
}
JAVA

cd "$folder"
"$maven" -B -ntp -q compile dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "target/classes:$(cat classpath)" Finding 2>/dev/null
