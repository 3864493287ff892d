package co.getanswers.auth;

import co.getanswers.platform.Failure;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that another site could have made a browser send with its cookie. A page of another origin can't set the
 * header without being asked first (CORS), and the browser itself names the origin that a request comes from.
 */
final class SameOrigin {
    static final String HEADER = "X-GetAnswers-Console";

    private SameOrigin() {}

    /** The request does not come from a page of this service. */
    static final class Foreign extends Failure {
        private static final long serialVersionUID = 1;

        Foreign() {
            super(403, "Only the console of this service may use its cookie.");
        }
    }

    static void require(HttpServerRequest request) {
        if (!isOwn(
                request.getHeader(HEADER),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin"),
                request.getHeader("Host"))) {
            throw new Foreign();
        }
    }

    static boolean isOwn(
            @Nullable String header, @Nullable String site, @Nullable String origin, @Nullable String host) {
        if (header == null || site != null && !site.equals("same-origin")) {
            return false;
        }
        // A proxy that renames the host leaves the browser's own word for the site.
        return site != null
                || origin == null
                || host != null && authority(origin).equals(host.toLowerCase(Locale.ROOT));
    }

    private static String authority(String origin) {
        return origin.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    }
}
