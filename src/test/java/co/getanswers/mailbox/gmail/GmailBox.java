package co.getanswers.mailbox.gmail;

import co.getanswers.mailbox.gmail.GmailServer.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A mailbox of the server. */
public final class GmailBox {
    private static final int PAGE = 40;
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*<([^>]+)>");

    private final String email;
    private final List<Mail> mails = new ArrayList<>();
    private final List<Removal> removals = new ArrayList<>();
    private final Map<String, Mail> drafts = new HashMap<>();
    private final AtomicInteger fetched = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger sends = new AtomicInteger();
    private final AtomicInteger modified = new AtomicInteger();
    private final Map<String, String> ownLabels = new LinkedHashMap<>();
    private long history = 1000;
    private long oldestHistory;
    private final AtomicInteger cut = new AtomicInteger();
    private boolean cutting;
    private Loss loss = Loss.NONE;
    private int sequence;
    private boolean silent;
    private boolean losingCreated;
    private boolean refusingDrafts;
    private String editBeforeTheBin;
    private final AtomicInteger deletions = new AtomicInteger();
    private volatile Runnable beforeRemoval = () -> {};
    private volatile Runnable beforeSending = () -> {};

    /** Faults at a request to send. */
    public enum Loss {
        NONE,
        /** Accepted, and the connection is cut. */
        ANSWER,
        /** Accepted, and nothing is answered from then on. */
        EVERYTHING,
        /** Not accepted, and the connection is cut. */
        REQUEST,
        /** Not accepted, and nothing is answered from then on. */
        NOTHING
    }

    private record Mail(String id, String thread, Set<String> labels, byte[] bytes, long history) {
        String messageId() {
            var found = MESSAGE_ID.matcher(new String(bytes, StandardCharsets.UTF_8));
            return found.find() ? found.group(1) : "";
        }
    }

    private record Removal(String id, String thread, String label, long history) {}

    GmailBox(String email) {
        this.email = email;
    }

    /** @return the id of the thread */
    public synchronized String deliver(String mail, String... labels) {
        var thread = "t" + sequence++;
        add(mail.getBytes(StandardCharsets.UTF_8), thread, Set.of(labels));
        return thread;
    }

    /** Gives the latest message further labels. */
    public synchronized void label(String label) {
        var last = mails.remove(mails.size() - 1);
        var labels = new HashSet<>(last.labels());
        labels.add(label);
        mails.add(new Mail(last.id(), last.thread(), labels, last.bytes(), ++history));
    }

    /** Takes a label off the messages of a thread, as archiving does with that of the inbox. */
    public synchronized void unlabel(String thread, String label) {
        for (var mail : List.copyOf(mails)) {
            if (mail.thread().equals(thread) && mail.labels().contains(label)) {
                var labels = new HashSet<>(mail.labels());
                labels.remove(label);
                mails.set(mails.indexOf(mail), new Mail(mail.id(), thread, labels, mail.bytes(), mail.history()));
                removals.add(new Removal(mail.id(), thread, label, ++history));
            }
        }
    }

    private Mail add(byte[] bytes, String thread, Set<String> labels) {
        var mail = new Mail("m" + sequence++, thread, labels, bytes, ++history);
        mails.add(mail);
        return mail;
    }

    /** All of the history so far is no longer known. */
    public synchronized void forgetHistory() {
        history += 1000;
        oldestHistory = history;
    }

    public synchronized void lose(Loss what) {
        loss = what;
    }

    /** Has the next requests answered with the status 429. */
    public void beBusy(int requests) {
        busy.set(requests);
    }

    public int busyLeft() {
        return Math.max(0, busy.get());
    }

    /** The number of messages that were read, with repetitions. */
    public int fetched() {
        return fetched.get();
    }

    /** The requests to send a draft that was there. */
    public int sends() {
        return sends.get();
    }

    /** The requests to remove a draft. */
    public int deletions() {
        return deletions.get();
    }

    public synchronized void removeDrafts() {
        drafts.clear();
    }

    public synchronized int drafts() {
        return drafts.size();
    }

    public synchronized List<String> sent() {
        return mails.stream()
                .filter(mail -> mail.labels().contains("SENT"))
                .map(mail -> mail.thread() + "\n" + new String(mail.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Runs once, before the next request to remove a draft is carried out; that request waits for it. */
    public void beforeRemoval(Runnable what) {
        beforeRemoval = () -> {
            beforeRemoval = () -> {};
            what.run();
        };
    }

    /** Runs before each request to send a draft is carried out; that request waits for it. */
    public void beforeSending(Runnable what) {
        beforeSending = what;
    }

    /** @return null if the connection is to be cut */
    Answer answer(String method, String path, Map<String, String> query, String body) {
        if (path.equals("/drafts/send")) {
            beforeSending.run();
        } else if (path.startsWith("/drafts/") && method.equals("DELETE")) {
            beforeRemoval.run();
        }
        return carryOut(method, path, query, body);
    }

    private synchronized Answer carryOut(String method, String path, Map<String, String> query, String body) {
        if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Answer.error(429, "rateLimitExceeded");
        }
        if (loss == Loss.EVERYTHING && sends.get() > 0 || loss == Loss.NOTHING && silent) {
            return null;
        }
        var parts = path.split("/");
        return switch (parts[1]) {
            case "profile" ->
                new Answer(200, new JsonObject().put("emailAddress", email).put("historyId", String.valueOf(history)));
            case "labels" ->
                parts.length == 2
                        ? labels(method, body)
                        : new Answer(
                                200,
                                new JsonObject()
                                        .put("messagesTotal", labelled(parts[2]).size()));
            case "messages" -> {
                if (parts.length == 4 && parts[3].equals("trash")) {
                    yield trash(parts[2]);
                }
                if (parts.length == 4) {
                    yield modify(parts[2], new JsonObject(body));
                }
                yield parts.length == 2 ? list(query) : cut(query) ? cutAnswer() : read(parts[2]);
            }
            case "history" -> changes(Long.parseLong(query.get("startHistoryId")));
            case "drafts" ->
                parts.length == 2 && method.equals("GET")
                        ? listDrafts(query)
                        : draft(method, parts.length == 2 ? "" : parts[2], body);
            default -> Answer.error(404, "notFound");
        };
    }

    private Answer labels(String method, String body) {
        if (method.equals("POST")) {
            var name = new JsonObject(body).getString("name");
            ownLabels.put("Label_" + sequence++, name);
        }
        var all = new ArrayList<JsonObject>();
        all.add(new JsonObject().put("id", "SENT").put("name", "SENT").put("type", "system"));
        ownLabels.forEach((id, name) ->
                all.add(new JsonObject().put("id", id).put("name", name).put("type", "user")));
        return method.equals("POST")
                ? new Answer(200, all.get(all.size() - 1))
                : new Answer(200, new JsonObject().put("labels", all));
    }

    private Answer modify(String id, JsonObject change) {
        var found = mails.stream().filter(mail -> mail.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            return Answer.error(404, "notFound");
        }
        change.getJsonArray("addLabelIds", new JsonArray()).forEach(added -> relabel(id, String.valueOf(added), true));
        change.getJsonArray("removeLabelIds").forEach(removed -> relabel(id, String.valueOf(removed), false));
        modified.incrementAndGet();
        if (loss == Loss.ANSWER) {
            loss = Loss.NONE;
            return null;
        }
        return read(id);
    }

    private void relabel(String id, String label, boolean added) {
        for (var mail : List.copyOf(mails)) {
            if (mail.id().equals(id)) {
                var labels = new HashSet<>(mail.labels());
                if (added) {
                    labels.add(label);
                } else {
                    labels.remove(label);
                    removals.add(new Removal(id, mail.thread(), label, ++history));
                }
                mails.set(
                        mails.indexOf(mail),
                        new Mail(id, mail.thread(), labels, mail.bytes(), added ? ++history : mail.history()));
            }
        }
    }

    /** The requests to change labels of a message that was there. */
    public int modified() {
        return modified.get();
    }

    /** The labels of the messages of a thread, those of the person by their names, in order. */
    public synchronized List<String> labels(String thread) {
        return mails.stream()
                .filter(mail -> mail.thread().equals(thread))
                .flatMap(mail -> mail.labels().stream())
                .map(label -> ownLabels.getOrDefault(label, label))
                .sorted()
                .toList();
    }

    private boolean cut(Map<String, String> query) {
        return cutting && "minimal".equals(query.get("format"));
    }

    private Answer cutAnswer() {
        cut.incrementAndGet();
        return new Answer(200, new JsonObject());
    }

    /** Makes answers about the labels of a message empty objects, or whole again. */
    public synchronized void cutLabels(boolean cutting) {
        this.cutting = cutting;
    }

    /** The number of empty answers. */
    public int cuts() {
        return cut.get();
    }

    private List<Mail> labelled(String label) {
        var found = new ArrayList<Mail>();
        for (var mail : mails) {
            if (mail.labels().contains(label)) {
                found.add(0, mail);
            }
        }
        return found;
    }

    private Answer list(Map<String, String> query) {
        var wanted = query.getOrDefault("q", "").replace("rfc822msgid:", "");
        var all = labelled(query.get("labelIds")).stream()
                .filter(mail -> wanted.isEmpty() || mail.messageId().equals(wanted))
                .toList();
        var from = Integer.parseInt(query.getOrDefault("pageToken", "0"));
        var to = Math.min(all.size(), from + PAGE);
        var answer = new JsonObject().put("resultSizeEstimate", all.size());
        if (from < to) {
            answer.put(
                    "messages",
                    all.subList(from, to).stream().map(GmailBox::reference).toList());
        }
        return new Answer(200, to < all.size() ? answer.put("nextPageToken", String.valueOf(to)) : answer);
    }

    private static JsonObject reference(Mail mail) {
        return new JsonObject().put("id", mail.id()).put("threadId", mail.thread());
    }

    private Answer read(String id) {
        fetched.incrementAndGet();
        return mails.stream()
                .filter(mail -> mail.id().equals(id))
                .findFirst()
                .map(mail -> new Answer(
                        200,
                        reference(mail)
                                .put("labelIds", List.copyOf(mail.labels()))
                                .put("historyId", String.valueOf(mail.history()))
                                .put("raw", Base64.getUrlEncoder().encodeToString(mail.bytes()))))
                .orElseGet(() -> Answer.error(404, "notFound"));
    }

    private Answer changes(long since) {
        if (since < oldestHistory) {
            return Answer.error(404, "notFound");
        }
        var entries = mails.stream()
                .filter(mail -> mail.history() > since)
                .map(mail -> new JsonObject()
                        .put("id", String.valueOf(mail.history()))
                        .put(
                                "messagesAdded",
                                List.of(new JsonObject()
                                        .put("message", reference(mail).put("labelIds", List.copyOf(mail.labels()))))))
                .collect(Collectors.toList());
        removals.stream()
                .filter(removal -> removal.history() > since)
                .map(removal -> new JsonObject()
                        .put("id", String.valueOf(removal.history()))
                        .put(
                                "labelsRemoved",
                                List.of(new JsonObject()
                                        .put(
                                                "message",
                                                new JsonObject()
                                                        .put("id", removal.id())
                                                        .put("threadId", removal.thread()))
                                        .put("labelIds", List.of(removal.label())))))
                .forEach(entries::add);
        var answer = new JsonObject().put("historyId", String.valueOf(history));
        return new Answer(200, entries.isEmpty() ? answer : answer.put("history", entries));
    }

    /** The person writes another text into the drafts, which puts another message into each. */
    public synchronized void editDrafts(String text) {
        drafts.replaceAll((id, draft) -> new Mail(
                "m" + sequence++,
                draft.thread(),
                draft.labels(),
                new String(draft.bytes(), StandardCharsets.UTF_8)
                        .replaceFirst("(?s)\r\n\r\n.*", "\r\n\r\n" + text + "\r\n")
                        .getBytes(StandardCharsets.UTF_8),
                ++history));
    }

    /** The person edits the drafts at the moment at which one of them is to be put into the bin. */
    public synchronized void editBeforeTheBin(String text) {
        editBeforeTheBin = text;
    }

    /** The person sends the one draft. */
    public synchronized void sendTheDraft() {
        send(drafts.keySet().iterator().next());
    }

    /** The next draft is kept, and the connection is cut. */
    public synchronized void loseCreated() {
        losingCreated = true;
    }

    /** No draft is taken. */
    public synchronized void refuseDrafts(boolean refusing) {
        refusingDrafts = refusing;
    }

    /** The texts of the drafts that lie not in the bin. */
    public synchronized List<String> draftTexts() {
        return drafts.values().stream()
                .filter(draft -> !draft.labels().contains("TRASH"))
                .map(draft -> new String(draft.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private Answer trash(String messageId) {
        if (editBeforeTheBin != null) {
            editDrafts(editBeforeTheBin);
            editBeforeTheBin = null;
        }
        for (var draft : drafts.entrySet()) {
            var mail = draft.getValue();
            if (mail.id().equals(messageId)) {
                draft.setValue(new Mail(mail.id(), mail.thread(), Set.of("DRAFT", "TRASH"), mail.bytes(), ++history));
                return new Answer(200, reference(mail));
            }
        }
        return Answer.error(404, "notFound");
    }

    private Answer listDrafts(Map<String, String> query) {
        var wanted = query.getOrDefault("q", "").replace("rfc822msgid:", "");
        return new Answer(
                200,
                new JsonObject()
                        .put(
                                "drafts",
                                drafts.entrySet().stream()
                                        .filter(draft ->
                                                !draft.getValue().labels().contains("TRASH"))
                                        .filter(draft -> wanted.isEmpty()
                                                || draft.getValue().messageId().equals(wanted))
                                        .map(draft -> new JsonObject()
                                                .put("id", draft.getKey())
                                                .put("message", reference(draft.getValue())))
                                        .toList()));
    }

    private Answer draft(String method, String id, String body) {
        if (id.equals("send")) {
            return send(new JsonObject(body).getString("id"));
        }
        if (method.equals("DELETE")) {
            deletions.incrementAndGet();
        }
        if (!id.isEmpty() && !drafts.containsKey(id)) {
            return Answer.error(404, "notFound");
        }
        if (method.equals("GET")) {
            var draft = drafts.get(id);
            return new Answer(
                    200,
                    new JsonObject()
                            .put("id", id)
                            .put(
                                    "message",
                                    reference(draft)
                                            .put("labelIds", List.copyOf(draft.labels()))
                                            .put("raw", Base64.getUrlEncoder().encodeToString(draft.bytes()))));
        }
        if (method.equals("DELETE")) {
            drafts.remove(id);
            return new Answer(204, new JsonObject());
        }
        if (refusingDrafts) {
            return Answer.error(400, "failedPrecondition");
        }
        var message = new JsonObject(body).getJsonObject("message");
        var bytes = Base64.getUrlDecoder().decode(message.getString("raw"));
        var draft = id.isEmpty() ? "r" + sequence++ : id;
        var mail = new Mail(
                "m" + sequence++, message.getString("threadId", "t" + sequence++), Set.of("DRAFT"), bytes, ++history);
        drafts.put(draft, mail);
        if (losingCreated) {
            losingCreated = false;
            return null;
        }
        return new Answer(200, new JsonObject().put("id", draft).put("message", reference(mail)));
    }

    private Answer send(String id) {
        if (!drafts.containsKey(id)) {
            return Answer.error(404, "notFound");
        }
        silent = loss == Loss.NOTHING;
        if (loss == Loss.REQUEST || silent) {
            return null;
        }
        sends.incrementAndGet();
        var draft = drafts.remove(id);
        var sent = add(draft.bytes(), draft.thread(), Set.of("SENT"));
        return loss == Loss.NONE ? new Answer(200, reference(sent).put("labelIds", List.of("SENT"))) : null;
    }
}
