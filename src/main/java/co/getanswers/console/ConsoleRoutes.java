package co.getanswers.console;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serves the files of the console; the page itself also at the addresses of mailed links. */
@ApplicationScoped
public class ConsoleRoutes {
    private static final String PAGE = "index.html";
    private static final List<String> FILES = List.of(
            PAGE,
            "app.css",
            "icon.svg",
            "app.js",
            "accounts.js",
            "api.js",
            "card.js",
            "de.js",
            "dialog.js",
            "done.js",
            "dom.js",
            "drafts.js",
            "dryrun.js",
            "events.js",
            "forms.js",
            "gmail.js",
            "joining.js",
            "nav.js",
            "numbers.js",
            "objectives.js",
            "plot.js",
            "policies.js",
            "policy.js",
            "queue.js",
            "router.js",
            "rules.js",
            "rulesform.js",
            "sentences.js",
            "settings.js",
            "signin.js",
            "thread.js",
            "undo.js",
            "upload.js",
            "words.js");

    /** Paths of the page. Clients that do not ask for HTML get what the interface has there. */
    private static final List<String> PAGES = List.of("/", "/auth/verify", "/auth/reset", "/auth/gmail");

    /** No script but those of the service; text becomes markup nowhere but in the sandboxed frame of a mail. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types mail";

    /** After the filters of every request, before its resources. */
    private static final int ORDER = -100;

    private final ConsoleSettings settings;

    ConsoleRoutes(ConsoleSettings settings) {
        this.settings = settings;
    }

    void register(@Observes Router router) {
        if (!settings.enabled()) {
            return;
        }
        var files = FILES.stream().collect(Collectors.toMap(Function.identity(), ConsoleFile::read));
        for (var path : PAGES) {
            serve(router, path, request -> {
                request.response().putHeader(HttpHeaderNames.VARY, "Accept, Accept-Encoding");
                if (asksForPage(request)) {
                    send(request, file(files, PAGE));
                } else {
                    request.next();
                }
            });
        }
        files.forEach((name, file) -> serve(router, "/console/" + name, request -> send(request, file)));
    }

    private static ConsoleFile file(Map<String, ConsoleFile> files, String name) {
        var file = files.get(name);
        if (file == null) {
            throw new IllegalStateException("The console has no " + name + ".");
        }
        return file;
    }

    private static void serve(Router router, String path, io.vertx.core.Handler<RoutingContext> handler) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(ORDER)
                .handler(handler);
    }

    private static boolean asksForPage(RoutingContext request) {
        return request.request().headers().getAll(HttpHeaderNames.ACCEPT).stream()
                .anyMatch(accept -> accept.contains("text/html"));
    }

    private static void send(RoutingContext request, ConsoleFile file) {
        var response = request.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaderNames.ETAG, file.tag());
        if (file.tag().equals(request.request().getHeader(HttpHeaderNames.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, file.type());
        var encodings = request.request().getHeader(HttpHeaderNames.ACCEPT_ENCODING);
        var zipped = encodings != null && encodings.contains("gzip");
        if (zipped) {
            response.putHeader(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        }
        var body = Buffer.buffer(zipped ? file.zipped() : file.content());
        if (request.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }
}
