package co.getanswers.mailbox;

import co.getanswers.mail.Domain;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.SrvRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Optional;

/** Finds the mail servers of a domain in its service records (RFC 6186; RFC 8314, section 5.1). */
@ApplicationScoped
class ServiceRecords {
    private static final long TIMEOUT = 3_000;
    private static final int DNS_PORT = 53;

    private final DnsClient dns;

    @Inject
    ServiceRecords(Vertx vertx, MailboxSettings settings) {
        this(vertx, settings.nameServer());
    }

    /** @param nameServer as {@code address:port}; that of the system if it is empty */
    ServiceRecords(Vertx vertx, Optional<String> nameServer) {
        var options = new DnsClientOptions().setQueryTimeout(TIMEOUT);
        nameServer.ifPresent(server -> {
            var parts = server.strip().split(":", 2);
            options.setHost(parts[0]).setPort(parts.length == 1 ? DNS_PORT : Integer.parseInt(parts[1]));
        });
        dns = vertx.createDnsClient(options);
    }

    /** @return empty if the domain names no server to read from, or none to send by; never a failure */
    Uni<Optional<ServerPair>> find(String address) {
        var domain = Domain.ascii(Domain.of(address));
        return Uni.combine()
                .all()
                .unis(
                        server("_imaps._tcp." + domain, TlsMode.IMPLICIT, address),
                        server("_imap._tcp." + domain, TlsMode.STARTTLS, address),
                        server("_submissions._tcp." + domain, TlsMode.IMPLICIT, address),
                        server("_submission._tcp." + domain, TlsMode.STARTTLS, address))
                .with((imaps, imap, submissions, submission) -> imaps.or(() -> imap)
                        .flatMap(reading -> submissions
                                .or(() -> submission)
                                .map(sending -> new ServerPair(reading, sending, true))));
    }

    private Uni<Optional<ServerSettings>> server(String service, TlsMode tls, String username) {
        return Uni.createFrom()
                .completionStage(() -> dns.resolveSRV(service).toCompletionStage())
                .map(records -> records.stream()
                        .filter(ServiceRecords::isOffered)
                        .min(Comparator.comparingInt(SrvRecord::priority)
                                .thenComparing(Comparator.comparingInt(SrvRecord::weight)
                                        .reversed()))
                        .map(record -> new ServerSettings(target(record), record.port(), tls, username)))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    /** A target without a name says that there is no such service (RFC 2782). */
    private static boolean isOffered(SrvRecord record) {
        return !target(record).isEmpty() && record.port() > 0;
    }

    private static String target(SrvRecord record) {
        return record.target().replaceAll("\\.$", "");
    }
}
