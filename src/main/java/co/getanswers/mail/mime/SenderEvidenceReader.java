package co.getanswers.mail.mime;

import co.getanswers.mail.Domain;
import co.getanswers.mail.SenderEvidence;
import co.getanswers.mail.SenderEvidence.Verdict;
import co.getanswers.mail.mime.AuthenticationResults.Result;
import co.getanswers.mail.mime.HeaderFields.HeaderField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Weighs what trusted servers found out about a sender (RFC 8601, RFC 8617).
 *
 * <p>Servers put their fields on top, so what stands below the first Received field of another's server was there before
 * the mail arrived, and anybody may have written it. The message's own fields can also stand right below the receiving
 * server's: of fields with a trusted id, all count against the sender, and for the sender only the topmost and those that
 * follow it above every Received field.
 */
final class SenderEvidenceReader {
    private static final Pattern BY = Pattern.compile("(?:^|\\s)by\\s+([^\\s;()]+)");
    private static final Pattern FROM = Pattern.compile("(?:^|\\s)from\\s");
    private static final Set<String> FAILING = Set.of("fail", "hardfail", "softfail", "permerror");

    private final TrustedServers trusted;
    private final String domain;

    /** Fields that nobody but the trusted servers can have written. */
    private final List<AuthenticationResults> certain = new ArrayList<>();

    private final List<AuthenticationResults> all = new ArrayList<>();
    private final List<AuthenticationResults> arc = new ArrayList<>();

    private SenderEvidenceReader(TrustedServers trusted, String domain) {
        this.trusted = trusted;
        this.domain = domain;
    }

    /** @param sender the address of the author */
    static SenderEvidence read(HeaderFields header, String sender, TrustedServers trusted) {
        var domain = Domain.of(sender);
        if (trusted.ids().isEmpty() || domain.isEmpty()) {
            return SenderEvidence.NONE;
        }
        var reader = new SenderEvidenceReader(trusted, domain);
        reader.collect(header.fields());
        return reader.verdict(header);
    }

    private void collect(List<HeaderField> fields) {
        var received = false;
        var receivedSince = false;
        for (var field : fields) {
            switch (field.name()) {
                case "received" -> {
                    if (isForeign(field.body())) {
                        return;
                    }
                    received = true;
                    receivedSince |= !certain.isEmpty();
                }
                case "authentication-results" -> {
                    var first = certain.isEmpty();
                    var follows = !received && !receivedSince;
                    parsed(field).ifPresent(results -> {
                        all.add(results);
                        if (first
                                || follows
                                        && results.server()
                                                .equals(certain.get(0).server())) {
                            certain.add(results);
                        }
                    });
                }
                case "arc-authentication-results" ->
                    parsed(field).filter(results -> results.instance() > 0).ifPresent(arc::add);
                default -> {}
            }
        }
    }

    private Optional<AuthenticationResults> parsed(HeaderField field) {
        return AuthenticationResults.parse(field.body()).filter(results -> trusted.hasId(results.server()));
    }

    /** Tells whether another's server received the message; a server that names no host handed it on within itself. */
    private boolean isForeign(String received) {
        var lower = received.toLowerCase(Locale.ROOT);
        var by = BY.matcher(lower);
        var host = by.find() ? by.group(1) : "";
        return FROM.matcher(lower).find() && host.contains(".") && !host.matches("[0-9.]+") && !trusted.hasHost(host);
    }

    private SenderEvidence verdict(HeaderFields header) {
        if (certain.isEmpty()) {
            return sealed(header, false).map(this::verdict).orElse(SenderEvidence.NONE);
        }
        var against =
                verdict(all.stream().flatMap(one -> one.results().stream()).toList());
        if (against.failed()) {
            // A list or a forwarder breaks signatures: a trusted one vouches for what it found before.
            return sealed(header, true)
                    .map(this::verdict)
                    .filter(SenderEvidence::passed)
                    .orElse(against);
        }
        return verdict(certain.stream().flatMap(one -> one.results().stream()).toList());
    }

    /**
     * The results that a trusted server sealed last.
     *
     * @param confirmed true if the receiving server must have checked the seals
     */
    private Optional<List<Result>> sealed(HeaderFields header, boolean confirmed) {
        if (confirmed
                && certain.stream()
                        .flatMap(one -> one.results().stream())
                        .noneMatch(result ->
                                result.method().equals("arc") && result.value().equals("pass"))) {
            return Optional.empty();
        }
        return arc.stream()
                .max(Comparator.comparingInt(AuthenticationResults::instance))
                .filter(last -> isSealed(header, last.instance()))
                .map(AuthenticationResults::results);
    }

    /** Tells whether the seal of an instance says that the seals before it were intact. */
    private static boolean isSealed(HeaderFields header, int instance) {
        return header.all("arc-seal").stream()
                .map(FieldTags::of)
                .filter(tags -> String.valueOf(instance).equals(tags.get("i")))
                .anyMatch(tags -> Set.of("none", "pass").contains(tags.getOrDefault("cv", "")));
    }

    private SenderEvidence verdict(List<Result> results) {
        var dmarc = named(results, "dmarc").filter(this::isOfSender).toList();
        var failed =
                dmarc.stream().filter(result -> result.value().equals("fail")).findFirst();
        if (failed.isPresent()) {
            return new SenderEvidence(Verdict.FAILED, "dmarc=fail");
        }
        if (dmarc.stream().anyMatch(result -> result.value().equals("pass"))) {
            return new SenderEvidence(Verdict.PASSED, "dmarc=pass");
        }
        if (named(results, "dkim").anyMatch(result -> result.value().equals("pass") && isAligned(dkimDomain(result)))) {
            return new SenderEvidence(Verdict.PASSED, "dkim=pass");
        }
        if (named(results, "spf")
                .anyMatch(result ->
                        result.value().equals("pass") && isAligned(domainOf(result.property("smtp.mailfrom"))))) {
            return new SenderEvidence(Verdict.PASSED, "spf=pass");
        }
        return fails(results, "spf") && fails(results, "dkim")
                ? new SenderEvidence(Verdict.FAILED, "spf=fail, dkim=fail")
                : SenderEvidence.NONE;
    }

    private static Stream<Result> named(List<Result> results, String method) {
        return results.stream().filter(result -> result.method().equals(method));
    }

    /** Tells whether a method has results, and each of them is a failure. */
    private static boolean fails(List<Result> results, String method) {
        var values = named(results, method).map(Result::value).toList();
        return !values.isEmpty() && FAILING.containsAll(values);
    }

    /** DMARC is about one domain: another author's result says nothing about this one. */
    private boolean isOfSender(Result result) {
        var from = domainOf(result.property("header.from"));
        return from.isEmpty() || result.value().equals("fail") || isAligned(from);
    }

    private boolean isAligned(String other) {
        return Domain.haveSameOwner(other, domain);
    }

    private static String dkimDomain(Result result) {
        var signer = result.property("header.d");
        return signer.isEmpty() ? domainOf(result.property("header.i")) : signer;
    }

    private static String domainOf(String address) {
        return address.contains("@") ? Domain.of(address) : address;
    }
}
