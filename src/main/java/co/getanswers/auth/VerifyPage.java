package co.getanswers.auth;

import com.google.common.hash.Hashing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * The page of a mailed link, for a service whose links lead to itself. It signs in on a click, because programs that look at
 * mail open its links, and leaves the tokens in the storage of its origin, under the names that the interface has for them.
 */
@Cancellable(false)
@Path("/auth/verify")
@PermitAll
public class VerifyPage {
    private static final String SCRIPT = """
            const said = document.getElementById('said');
            const button = document.getElementById('sign-in');
            const token = new URLSearchParams(location.hash.slice(1)).get('token')
                || new URLSearchParams(location.search).get('token');
            history.replaceState(null, '', location.pathname);
            button.hidden = !token;
            if (!token) said.textContent = 'The link is not complete: ask for a new one.';
            button.addEventListener('click', async () => {
                button.disabled = true;
                const answer = await fetch('/api/auth/verify', {
                    method: 'POST',
                    headers: {'Content-Type': 'application/json'},
                    body: JSON.stringify({token})
                });
                const body = await answer.json();
                if (answer.ok) {
                    localStorage.setItem('access_token', body.access_token);
                    localStorage.setItem('refresh_token', body.refresh_token);
                    said.textContent = 'You are signed in as ' + body.user.email + '.';
                } else {
                    said.textContent = body.detail;
                }
                button.hidden = true;
            });
            """;

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Sign in to GetAnswers</title></head>
            <body>
            <main>
            <h1>GetAnswers</h1>
            <p id="said" role="status">Your link is ready.</p>
            <button id="sign-in">Sign in</button>
            <noscript>The page needs JavaScript to sign you in.</noscript>
            </main>
            <script>%s</script>
            </body>
            </html>
            """.formatted(SCRIPT);

    private static final String POLICY =
            "default-src 'none'; script-src 'sha256-%s'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final String policy = POLICY.formatted(Base64.getEncoder()
            .encodeToString(
                    Hashing.sha256().hashString(SCRIPT, StandardCharsets.UTF_8).asBytes()));

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(hidden = true)
    public Uni<String> page(@Context HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", policy);
        return Uni.createFrom().item(PAGE);
    }
}
