package co.getanswers.review;

import co.getanswers.account.CurrentUser;
import co.getanswers.platform.Failure;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/api/stats")
@Authenticated
@Tag(name = "Review")
public class StatsResource {
    private final CurrentUser user;
    private final Pool pool;

    StatsResource(CurrentUser user, Pool pool) {
        this.user = user;
        this.pool = pool;
    }

    @GET
    @Operation(
            operationId = "getStats",
            summary = "Count pending cards, objectives by status, and the share that the agent resolved")
    public Uni<Stats> stats() {
        return pool.preparedQuery(Stats.SQL).execute(Tuple.of(user.id())).map(rows -> {
            if (rows.size() == 0) {
                throw new Failure.Unauthenticated("The account was deleted.");
            }
            return Stats.of(rows.iterator().next());
        });
    }
}
