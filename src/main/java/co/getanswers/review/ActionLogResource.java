package co.getanswers.review;

import co.getanswers.account.CurrentUser;
import co.getanswers.action.ActionStatus;
import co.getanswers.platform.Page;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.common.util.RestMediaType;
import org.jspecify.annotations.Nullable;

@Path("/api/actions")
@Authenticated
@Tag(name = "Review")
public class ActionLogResource {
    /** A day of the calendar, or a time with its offset. */
    private static final String TIME_OR_DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
            + "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z)?$";

    private static final String HEADER = Csv.line(
            "id",
            "conversationId",
            "objectiveId",
            "actionType",
            "status",
            "riskLevel",
            "category",
            "priorityScore",
            "confidenceScore",
            "summary",
            "proposedContent",
            "userEdit",
            "approvalNote",
            "overrideReason",
            "escalationNote",
            "decidedBy",
            "createdAt",
            "resolvedAt");

    private final CurrentUser user;
    private final ActionLog log;

    ActionLogResource(CurrentUser user, ActionLog log) {
        this.user = user;
        this.log = log;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listActions",
            summary = "Read the log of proposals and decisions, the newest first",
            description =
                    "Accept: text/csv or application/x-ndjson streams the whole log and ignores limit and cursor.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the log, or the whole log",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LogPage.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = RestMediaType.APPLICATION_NDJSON,
                        schema = @Schema(implementation = LogEntry.class))
            })
    public Uni<Page<LogEntry>> page(
            @Parameter(
                            description = "The earliest time of a proposal, included: a time, or a day in UTC",
                            schema = @Schema(type = SchemaType.STRING, pattern = TIME_OR_DAY, examples = "2026-11-22"))
                    @QueryParam("from")
                    @Nullable String from,
            @Parameter(
                            description = "The latest, excluded",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            pattern = TIME_OR_DAY,
                                            examples = "2026-11-22T08:00:00Z"))
                    @QueryParam("to")
                    @Nullable String to,
            @Parameter(schema = @Schema(implementation = ActionStatus.class)) @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return log.page(user.id(), LogQuery.of(from, to, status), limit, cursor);
    }

    @GET
    @Produces("text/csv;charset=UTF-8;qs=0.5")
    @Operation(hidden = true)
    public Multi<String> csv(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("status") @Nullable String status) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(HEADER),
                        log.all(user.id(), LogQuery.of(from, to, status)).map(ActionLogResource::csv));
    }

    @GET
    @Produces(RestMediaType.APPLICATION_NDJSON + ";qs=0.4")
    @Operation(hidden = true)
    public Multi<LogEntry> ndjson(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("status") @Nullable String status) {
        return log.all(user.id(), LogQuery.of(from, to, status)).onItem().disjoint();
    }

    /** The schema of a page of entries: the OpenAPI document has no generic types. */
    @Schema(name = "PageLogEntry")
    private record LogPage(List<LogEntry> items, @Nullable String nextCursor) {}

    private static String csv(List<LogEntry> entries) {
        return entries.stream().map(ActionLogResource::csv).collect(Collectors.joining());
    }

    private static String csv(LogEntry entry) {
        return Csv.line(
                entry.id(),
                entry.conversationId(),
                entry.objectiveId(),
                entry.actionType().value(),
                entry.status().value(),
                entry.riskLevel().value(),
                entry.category() == null ? null : entry.category().value(),
                entry.priorityScore(),
                entry.confidenceScore(),
                entry.summary(),
                entry.proposedContent(),
                entry.userEdit(),
                entry.approvalNote(),
                entry.overrideReason(),
                entry.escalationNote(),
                entry.decidedBy() == null ? null : entry.decidedBy().value(),
                entry.createdAt(),
                entry.resolvedAt());
    }
}
