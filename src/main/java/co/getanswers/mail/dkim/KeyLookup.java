package co.getanswers.mail.dkim;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks DNS for the keys of signatures, and keeps the answers for a while. */
@ApplicationScoped
public class KeyLookup {
    private static final int MOST_KEPT = 10_000;
    private static final Duration KEPT_IF_FOUND = Duration.ofHours(1);
    private static final Duration KEPT_IF_MISSING = Duration.ofMinutes(10);

    /** Short, since the server may be back soon; long enough not to wait for it again with every batch. */
    private static final Duration KEPT_IF_UNANSWERED = Duration.ofSeconds(30);

    private static final int DNS_PORT = 53;

    private final Duration timeout;
    private final NioEventLoopGroup loops;
    private final DnsNameResolver resolver;
    private final AsyncCache<String, Answer> answers;

    /** @param records empty if there are none, or if they are not known */
    private record Answer(List<String> records, Duration kept) {
        static final Answer MISSING = new Answer(List.of(), KEPT_IF_MISSING);
        static final Answer UNKNOWN = new Answer(List.of(), KEPT_IF_UNANSWERED);
    }

    public KeyLookup(DkimSettings settings) {
        timeout = settings.timeout();
        loops = new NioEventLoopGroup(1, new DefaultThreadFactory("dkim-keys", true));
        resolver = resolver(loops.next(), settings);
        answers = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfter(Expiry.<String, Answer>writing((name, answer) -> answer.kept()))
                .buildAsync();
    }

    private static DnsNameResolver resolver(EventLoop loop, DkimSettings settings) {
        var builder = new DnsNameResolverBuilder(loop)
                .datagramChannelType(NioDatagramChannel.class)
                // Keys of 2,048 bits and more often do not fit into a datagram.
                .socketChannelType(NioSocketChannel.class)
                .queryTimeoutMillis(Math.max(1, settings.timeout().toMillis() / 2));
        var servers = settings.nameServers().orElse(List.of()).stream()
                .map(KeyLookup::address)
                .toList();
        if (!servers.isEmpty()) {
            builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers));
        }
        return builder.build();
    }

    private static InetSocketAddress address(String server) {
        var text = server.strip();
        var colon = text.lastIndexOf(':');
        var named = colon > text.lastIndexOf(']') && colon == text.indexOf(':')
                || text.startsWith("[") && colon > text.indexOf(']');
        return named
                ? new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)))
                : new InetSocketAddress(text, DNS_PORT);
    }

    /** Ends the questions that are open. */
    @PreDestroy
    public void stop() {
        resolver.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /**
     * Finds the TXT records of the names, all at once and without blocking.
     *
     * @return the records by name, without the names that have none or whose server did not answer in time; never a failure
     */
    public Uni<Map<String, List<String>>> find(Set<String> names) {
        var asked = new HashMap<String, CompletableFuture<Answer>>();
        names.forEach(name -> asked.put(name, answers.get(name, (key, executor) -> ask(key))));
        return Uni.createFrom()
                .completionStage(() -> CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new)))
                .ifNoItem()
                .after(timeout)
                .recoverWithUni(Uni.createFrom().voidItem())
                .map(done -> {
                    var found = new HashMap<String, List<String>>();
                    asked.forEach((name, answer) ->
                            found.put(name, answer.getNow(Answer.UNKNOWN).records()));
                    return found;
                });
    }

    private CompletableFuture<Answer> ask(String name) {
        var answer = new CompletableFuture<Answer>();
        resolver.resolveAll(new DefaultDnsQuestion(name + ".", DnsRecordType.TXT))
                .addListener((Future<List<DnsRecord>> reply) -> answer.complete(read(reply)));
        return answer;
    }

    private static Answer read(Future<List<DnsRecord>> reply) {
        if (!reply.isSuccess()) {
            return isCertain(reply.cause()) ? Answer.MISSING : Answer.UNKNOWN;
        }
        var records = reply.getNow().stream()
                .filter(record -> record.type().equals(DnsRecordType.TXT))
                .map(KeyLookup::text)
                .toList();
        reply.getNow().forEach(ReferenceCountUtil::release);
        return records.isEmpty() ? Answer.MISSING : new Answer(records, KEPT_IF_FOUND);
    }

    /** Tells whether a server said that the name has no such record. */
    private static boolean isCertain(Throwable failure) {
        return failure.getCause() instanceof DnsErrorCauseException refused
                && refused.getCode().equals(DnsResponseCode.NXDOMAIN);
    }

    /** The strings of a record as one (RFC 6376, section 3.6.2.2); each has its length in front. */
    private static String text(DnsRecord record) {
        var content = ((ByteBufHolder) record).content();
        var text = new StringBuilder();
        while (content.isReadable()) {
            var length = Math.min(content.readUnsignedByte(), content.readableBytes());
            text.append(content.readCharSequence(length, StandardCharsets.US_ASCII));
        }
        return text.toString();
    }
}
