package co.getanswers.mailbox.gmail;

import co.getanswers.mailbox.gmail.GmailFailure.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A mailbox at Gmail, for one thread at a time. Access tokens are kept in memory, and renewed as they expire. */
public final class GmailApi {
    private static final String INBOX = "INBOX";
    private static final int PAGE = 100;
    private static final int MOST_DRAFTS = 500;
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final GmailOAuth oauth;
    private final GmailHttp http;
    private final String root;
    private final String refreshToken;
    private @Nullable String accessToken;
    private long expiresAt;

    GmailApi(GmailSettings settings, GmailOAuth oauth, GmailHttp http, String refreshToken) {
        this.oauth = oauth;
        this.http = http;
        this.root = settings.apiUrl().toString().replaceAll("/+$", "") + "/gmail/v1/users/me";
        this.refreshToken = refreshToken;
    }

    /** @param historyId the point in its history at which the mailbox is */
    public record Profile(String email, String historyId) {}

    /** @param next the token of the next page; absent after the last */
    public record Page(List<String> ids, @Nullable String next) {}

    /**
     * Changes of a mailbox.
     *
     * @param ids of the messages that came or got another label, in order
     * @param left of those that left the inbox; some may be back
     * @param reached the point up to which this is everything
     * @param more whether there are changes after it
     */
    public record Changes(List<String> ids, List<String> left, String reached, boolean more) {}

    /** A message as it lies in the mailbox. */
    public record Mail(String id, String threadId, Set<String> labels, byte[] bytes) {}

    /**
     * A draft.
     *
     * @param messageId of the message in it: each change of a draft makes another one
     * @param labels of that message
     * @param bytes of that message; absent where it was not read
     */
    public record Draft(String id, String messageId, Set<String> labels, byte @Nullable [] bytes) {}

    /** Drafts of a mailbox; more where there is another page. */
    public record Drafts(List<Draft> drafts, @Nullable String next) {}

    /** A message that was sent. */
    public record Sent(String id, String threadId) {}

    /** Ends the present call and all later ones, from any thread. */
    public void abort() {
        http.abort();
    }

    public Profile profile() throws IOException {
        var profile = get("/profile", LONGEST_ANSWER);
        return new Profile(text(profile, "emailAddress"), historyId(profile));
    }

    /** The number of messages that bear a label. */
    public int total(String label) throws IOException {
        return get("/labels/" + label, LONGEST_ANSWER).getValue("messagesTotal") instanceof Number total
                ? total.intValue()
                : 0;
    }

    /** Lists messages that bear a label, the newest first. */
    public Page list(String label, @Nullable String page) throws IOException {
        var found = get(
                "/messages?labelIds=" + label + "&maxResults=" + PAGE
                        + (page == null ? "" : "&pageToken=" + encoded(page)),
                LONGEST_ANSWER);
        return new Page(ids(found), found.getString("nextPageToken"));
    }

    /** @throws GmailFailure of the kind {@code ABSENT} if Gmail no longer knows that point of the history */
    public Changes changes(String since) throws IOException {
        var found = get(
                "/history?startHistoryId=" + encoded(since)
                        + "&historyTypes=messageAdded&historyTypes=labelAdded&historyTypes=labelRemoved"
                        + "&historyTypes=messageDeleted&maxResults=" + PAGE,
                LONGEST_ANSWER);
        var ids = new LinkedHashSet<String>();
        var left = new LinkedHashSet<String>();
        var reached = historyId(found);
        var more = found.getValue("nextPageToken") != null;
        for (var entry : objects(found, "history").toList()) {
            for (var kind : List.of("messagesAdded", "labelsAdded")) {
                for (var change : objects(entry, kind).toList()) {
                    if (change.getValue("message") instanceof JsonObject message && !isDraft(message)) {
                        ids.add(id(message, "id"));
                    }
                }
            }
            left.addAll(left(entry));
            if (more) {
                reached = text(entry, "id");
            }
        }
        return new Changes(List.copyOf(ids), List.copyOf(left), reached, more && !reached.equals(since));
    }

    /** The messages of an entry that lost the label of the inbox, went to the bin or to spam, or were deleted for good. */
    private static List<String> left(JsonObject entry) throws GmailFailure {
        var left = new ArrayList<String>();
        for (var kind : List.of("labelsRemoved", "labelsAdded", "messagesDeleted")) {
            for (var change : objects(entry, kind).toList()) {
                var labels = labels(change);
                var leaves = switch (kind) {
                    case "labelsRemoved" -> labels.contains(INBOX);
                    case "labelsAdded" -> labels.contains("TRASH") || labels.contains("SPAM");
                    default -> true;
                };
                if (leaves && change.getValue("message") instanceof JsonObject message) {
                    left.add(id(message, "id"));
                }
            }
        }
        return left;
    }

    /** Tells whether a message lies in the inbox now. */
    public boolean isInInbox(String id) throws IOException {
        return labels(id).filter(labels -> labels.contains(INBOX)).isPresent();
    }

    /** The labels of a message now; empty if there is no such message any more. */
    public Optional<Set<String>> labels(String id) throws IOException {
        try {
            var message = get("/messages/" + id + "?format=minimal", LONGEST_ANSWER);
            // Labels are left out of a message that has none, and of an answer that was cut.
            if (!id.equals(id(message, "id"))) {
                throw unforeseen();
            }
            return Optional.of(labels(message));
        } catch (GmailFailure failed) {
            if (failed.kind() == Kind.ABSENT) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** @param ofGmail true if Gmail gives the label a meaning, as to those of the bin and of sent mail */
    public record Label(String id, boolean ofGmail) {}

    /** Finds a label by its name, in which case does not matter. */
    public Optional<Label> label(String name) throws IOException {
        for (var label : objects(get("/labels", LONGEST_ANSWER), "labels").toList()) {
            if (name.equalsIgnoreCase(String.valueOf(label.getValue("name")))) {
                return Optional.of(new Label(id(label, "id"), "system".equals(label.getValue("type"))));
            }
        }
        return Optional.empty();
    }

    /** Makes a label, and returns its id. */
    public String createLabel(String name) throws IOException {
        return id(call("POST", "/labels", new JsonObject().put("name", name)), "id");
    }

    /**
     * Takes a message out of the inbox; it stays in the mailbox.
     *
     * @param label the id of a label that it gets; absent for none
     * @throws GmailFailure of the kind {@code ABSENT} if there is no such message or label
     */
    public void archive(String id, @Nullable String label) throws IOException {
        var change = new JsonObject().put("removeLabelIds", List.of(INBOX));
        call("POST", "/messages/" + id + "/modify", label == null ? change : change.put("addLabelIds", List.of(label)));
    }

    private static Set<String> labels(JsonObject labelled) {
        var labels = new HashSet<String>();
        if (labelled.getValue("labelIds") instanceof JsonArray named) {
            named.forEach(label -> labels.add(String.valueOf(label)));
        }
        return labels;
    }

    /** Each time that a draft is kept, it is another message. */
    private static boolean isDraft(JsonObject message) {
        return message.getValue("labelIds") instanceof JsonArray labels && labels.contains("DRAFT");
    }

    /**
     * Reads a message whole.
     *
     * @param longest the most bytes that it may have
     * @throws GmailFailure of the kind {@code TOO_LARGE} if it has more
     */
    public Mail mail(String id, int longest) throws IOException {
        var found = get("/messages/" + id + "?format=raw", (int)
                Math.min(Integer.MAX_VALUE, longest / 3L * 4 + LONGEST_ANSWER));
        return new Mail(id(found, "id"), id(found, "threadId"), labels(found), raw(found, longest));
    }

    private static byte[] raw(JsonObject message, int longest) throws IOException {
        var bytes = decoded(text(message, "raw"));
        if (bytes.length > longest) {
            throw new GmailFailure(Kind.TOO_LARGE, "The message is too large.");
        }
        return bytes;
    }

    /** Finds a sent message by its Message-ID, without angle brackets. */
    public Optional<String> sent(String messageId) throws IOException {
        return ids(get("/messages?labelIds=SENT&maxResults=1&q=" + encoded("rfc822msgid:" + messageId), LONGEST_ANSWER))
                .stream()
                .findFirst();
    }

    /**
     * Puts a draft into the mailbox.
     *
     * @param threadId the thread that it belongs to; absent for a new one
     * @return what was created, as long as nobody changes it
     */
    public CreatedDraft createDraft(byte[] mail, @Nullable String threadId) throws IOException {
        var created = call("POST", "/drafts", draft(mail, threadId));
        return new CreatedDraft(
                id(created, "id"),
                created.getValue("message") instanceof JsonObject message ? message.getString("id") : null);
    }

    /**
     * A draft that was created.
     *
     * @param messageId null if Gmail did not tell it
     */
    public record CreatedDraft(String id, @Nullable String messageId) {}

    /**
     * Reads a draft whole; empty if it was sent or removed.
     *
     * @param longest the most bytes that it may have
     * @throws GmailFailure of the kind {@code TOO_LARGE} if it has more
     */
    public Optional<Draft> draft(String id, int longest) throws IOException {
        try {
            var found = get("/drafts/" + id + "?format=raw", (int)
                    Math.min(Integer.MAX_VALUE, longest / 3L * 4 + LONGEST_ANSWER));
            var message = found.getValue("message");
            if (!id.equals(id(found, "id")) || !(message instanceof JsonObject whole)) {
                throw unforeseen();
            }
            return Optional.of(new Draft(id, id(whole, "id"), labels(whole), raw(whole, longest)));
        } catch (GmailFailure failed) {
            if (failed.kind() == Kind.ABSENT) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Lists drafts, without what they say; those in the bin are left out. */
    public Drafts drafts(@Nullable String page) throws IOException {
        return listed("maxResults=" + MOST_DRAFTS + (page == null ? "" : "&pageToken=" + encoded(page)));
    }

    /** Finds drafts by their Message-ID, without angle brackets. */
    public List<Draft> draftsUnder(String mailId) throws IOException {
        return listed("maxResults=" + PAGE + "&q=" + encoded("rfc822msgid:" + mailId))
                .drafts();
    }

    private Drafts listed(String query) throws IOException {
        var found = get("/drafts?" + query, LONGEST_ANSWER);
        var drafts = new ArrayList<Draft>();
        for (var draft : objects(found, "drafts").toList()) {
            if (!(draft.getValue("message") instanceof JsonObject message)) {
                throw unforeseen();
            }
            drafts.add(new Draft(id(draft, "id"), id(message, "id"), Set.of(), null));
        }
        return new Drafts(List.copyOf(drafts), found.getString("nextPageToken"));
    }

    /**
     * Puts a message into the bin.
     *
     * @return false if there is no such message, as once another one is in the draft that it was in
     */
    public boolean discard(String messageId) throws IOException {
        try {
            call("POST", "/messages/" + messageId + "/trash", null);
            return true;
        } catch (GmailFailure failed) {
            if (failed.kind() == Kind.ABSENT) {
                return false;
            }
            throw failed;
        }
    }

    /** @throws GmailFailure of the kind {@code ABSENT} if the draft was sent or removed */
    public void updateDraft(String id, byte[] mail, @Nullable String threadId) throws IOException {
        call("PUT", "/drafts/" + id, draft(mail, threadId));
    }

    /**
     * Sends a draft, which is a draft no more with that: none is sent twice.
     *
     * @throws GmailFailure of the kind {@code ABSENT} if the draft was sent or removed
     */
    public Sent sendDraft(String id) throws IOException {
        var sent = call("POST", "/drafts/send", new JsonObject().put("id", id));
        return new Sent(id(sent, "id"), id(sent, "threadId"));
    }

    /** @return false if the draft was sent or removed already */
    public boolean deleteDraft(String id) throws IOException {
        try {
            call("DELETE", "/drafts/" + id, null);
            return true;
        } catch (GmailFailure failed) {
            if (failed.kind() == Kind.ABSENT) {
                return false;
            }
            throw failed;
        }
    }

    private static JsonObject draft(byte[] mail, @Nullable String threadId) {
        var message = new JsonObject().put("raw", Base64.getUrlEncoder().encodeToString(mail));
        return new JsonObject().put("message", threadId == null ? message : message.put("threadId", threadId));
    }

    private JsonObject get(String path, int longest) throws IOException {
        return answer(HttpRequest.newBuilder(URI.create(root + path)).GET(), longest);
    }

    private JsonObject call(String method, String path, @Nullable JsonObject body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(root + path));
        if (body == null) {
            return answer(request.method(method, BodyPublishers.noBody()), LONGEST_ANSWER);
        }
        return answer(
                request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.encode())),
                LONGEST_ANSWER);
    }

    /** Sends a request with a token; a token that Gmail no longer accepts did nothing, so the next one may ask again. */
    private JsonObject answer(HttpRequest.Builder request, int longest) throws IOException {
        for (var renewed = false; ; renewed = true) {
            var answer = http.send(request.setHeader("Authorization", "Bearer " + token()), longest);
            if (answer.isSuccess()) {
                return answer.body();
            }
            accessToken = null;
            if (answer.status() != 401 || renewed) {
                throw answer.failure();
            }
        }
    }

    private String token() throws IOException {
        var token = accessToken;
        if (token == null || System.nanoTime() - expiresAt > 0) {
            var tokens = oauth.refresh(refreshToken);
            token = tokens.access();
            accessToken = token;
            // A token that expires on its way is refused.
            expiresAt = System.nanoTime() + tokens.lifetime().toNanos() * 9 / 10;
        }
        return token;
    }

    private static List<String> ids(JsonObject found) throws GmailFailure {
        var ids = new ArrayList<String>();
        for (var message : objects(found, "messages").toList()) {
            ids.add(id(message, "id"));
        }
        return List.copyOf(ids);
    }

    private static Stream<JsonObject> objects(JsonObject answer, String field) {
        return answer.getValue(field) instanceof JsonArray all
                ? all.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                : Stream.empty();
    }

    private static String id(JsonObject answer, String field) throws GmailFailure {
        var id = text(answer, field);
        if (!ID.matcher(id).matches()) {
            throw unforeseen();
        }
        return id;
    }

    private static String historyId(JsonObject answer) throws GmailFailure {
        var id = String.valueOf(answer.getValue("historyId"));
        if (!ID.matcher(id).matches()) {
            throw unforeseen();
        }
        return id;
    }

    private static String text(JsonObject answer, String field) throws GmailFailure {
        if (answer.getValue(field) instanceof String text) {
            return text;
        }
        throw unforeseen();
    }

    private static byte[] decoded(String raw) throws GmailFailure {
        try {
            return Base64.getUrlDecoder().decode(raw);
        } catch (IllegalArgumentException unreadable) {
            throw unforeseen();
        }
    }

    private static GmailFailure unforeseen() {
        return new GmailFailure(Kind.UNREACHABLE, "The answer of Gmail can't be read.");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
