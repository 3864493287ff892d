package co.getanswers.mailbox;

import co.getanswers.mailbox.FolderChoice.Listed;
import jakarta.mail.Flags;
import jakarta.mail.Flags.Flag;
import jakarta.mail.Folder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.Literal;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.AppendUID;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.eclipse.angus.mail.util.MailLogger;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an IMAP server (RFC 3501), logged in. It works with the protocol itself, not with the folders of Jakarta
 * Mail: those keep an object for each message.
 */
final class ImapConnection implements AutoCloseable {
    private static final MailLogger SILENT = new MailLogger(ImapConnection.class, "IMAP", false, System.out);
    private static final String NAME = "imap";

    /** The most messages whose marks one command asks for: servers bound the length of a line. */
    private static final int MARKS_AT_ONCE = 500;

    private final MailSocket socket;
    private final IMAPProtocol protocol;
    private boolean countsChanges;
    private boolean readOnly;

    /** The folder that is open, as it was then. */
    private ServerFolder current = new ServerFolder(0, 0, 0, -1);

    /** The most messages that the server has told of in the open folder. */
    private int told;

    /** True once the server has told that messages left the open folder. */
    private boolean toldOfGone;

    private ImapConnection(MailSocket socket, IMAPProtocol protocol) {
        this.socket = socket;
        this.protocol = protocol;
        protocol.addResponseHandler(this::hear);
    }

    private void hear(Response response) {
        if (response instanceof IMAPResponse news && news.keyEquals("EXISTS")) {
            told = Math.max(told, news.getNumber());
        } else if (response instanceof IMAPResponse news && news.keyEquals("EXPUNGE")) {
            toldOfGone = true;
        }
    }

    /**
     * Connects, encrypts and logs in; blocks.
     *
     * @throws RefusedLogin if the server does not accept the name and the password
     * @throws IOException if the server can't be reached, or not safely
     */
    static ImapConnection open(MailSocket socket, ServerSettings server, String password, int timeout)
            throws IOException, RefusedLogin {
        IMAPProtocol protocol;
        try {
            protocol = new IMAPProtocol(NAME, server.host(), server.port(), properties(socket, timeout), false, SILENT);
        } catch (ProtocolException | IOException failed) {
            socket.close();
            throw UnreachableServer.causeOf(
                    failed, "The server " + server.host() + " is no IMAP server, or does not answer now.");
        }
        var connection = new ImapConnection(socket, protocol);
        try {
            if (server.tls() == TlsMode.STARTTLS) {
                connection.encrypt(server);
            }
            connection.logIn(server, password);
            connection.countChanges();
            return connection;
        } catch (IOException | RefusedLogin | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private static Properties properties(MailSocket socket, int timeout) {
        var properties = new Properties();
        properties.put("mail.imap.socketFactory", new MailSockets(socket));
        properties.put("mail.imap.socketFactory.fallback", "false");
        properties.put("mail.imap.ssl.socketFactory", new MailSockets.Encryption());
        properties.put("mail.imap.connectiontimeout", String.valueOf(timeout));
        properties.put("mail.imap.timeout", String.valueOf(timeout));
        return properties;
    }

    private void encrypt(ServerSettings server) throws IOException {
        try {
            // A connection that is logged in before it is encrypted is not to be trusted.
            if (protocol.isAuthenticated() || !protocol.hasCapability("STARTTLS")) {
                throw new UnreachableServer(
                        "The server " + server.host() + " offers no encryption on port " + server.port() + ".");
            }
            protocol.startTLS();
            // Somebody in between could have changed the list that came before.
            protocol.capability();
        } catch (ProtocolException refused) {
            throw UnreachableServer.causeOf(
                    refused, "The server " + server.host() + " refuses to encrypt the connection.");
        }
    }

    private void logIn(ServerSettings server, String password) throws IOException, RefusedLogin {
        if (protocol.isAuthenticated()) {
            return;
        }
        try {
            if (protocol.hasCapability("AUTH=PLAIN")) {
                protocol.authplain(null, server.username(), password);
            } else {
                protocol.login(server.username(), password);
            }
            if (protocol.getCapabilities().isEmpty()) {
                protocol.capability();
            }
        } catch (CommandFailedException refused) {
            throw RefusedLogin.by(server, String.valueOf(refused.getResponse().getRest()), password);
        } catch (ProtocolException lost) {
            throw new UnreachableServer("The server " + server.host() + " ended the connection before the login.");
        }
    }

    MailSocket socket() {
        return socket;
    }

    /** Lists the folders with their attributes. */
    List<Listed> folders() throws ProtocolException {
        var found = protocol.list("", "*");
        var listed = listed(found);
        if (listed.stream().noneMatch(FolderChoice::isMarkedSent) && protocol.hasCapability("SPECIAL-USE")) {
            // Some servers tell the uses of folders only when they are asked (RFC 6154, section 5.1).
            var answers = protocol.command("LIST (SPECIAL-USE) \"\" \"*\"", null);
            for (var answer : answers) {
                if (answer instanceof IMAPResponse response && response.keyEquals("LIST")) {
                    listed.add(listed(new ListInfo(response)));
                }
            }
        }
        return listed;
    }

    private static List<Listed> listed(ListInfo @Nullable [] found) {
        return Stream.ofNullable(found)
                .flatMap(Stream::of)
                .map(ImapConnection::listed)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Listed listed(ListInfo folder) {
        return new Listed(
                folder.name,
                Stream.of(folder.attrs)
                        .map(attribute -> attribute.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                folder.separator);
    }

    /** Opens a folder, without the right to change it. */
    ServerFolder open(String folder) throws ProtocolException {
        return opened(protocol.examine(folder));
    }

    /** Opens a folder with the right to change it, if the server gives that. */
    ServerFolder openForChanges(String folder) throws ProtocolException {
        var opened = protocol.select(folder);
        readOnly = opened.mode == Folder.READ_ONLY;
        return opened(opened);
    }

    private ServerFolder opened(MailboxInfo opened) {
        current = new ServerFolder(opened.uidvalidity, opened.uidnext, opened.total, opened.highestmodseq);
        told = opened.total;
        toldOfGone = false;
        return current;
    }

    /**
     * Tells whether mail may have come into the open folder, or left it, since it was opened so: a server tells of it once, with the answer to
     * whatever command comes next, and not again in IDLE.
     */
    boolean hasMoreThan(ServerFolder opened) {
        return current.uidValidity() != opened.uidValidity()
                || current.uidNext() != opened.uidNext()
                || told > current.messages()
                || toldOfGone;
    }

    /** Tells whether the folder that was opened for changes can only be read. */
    boolean isReadOnly() {
        return readOnly;
    }

    /** Tells whether messages can be moved in one step (RFC 6851). */
    boolean canMove() {
        return protocol.hasCapability("MOVE");
    }

    /** Tells whether single messages can be expunged (RFC 4315), and others with the same mark stay. */
    boolean canExpungeSome() {
        return protocol.hasCapability("UIDPLUS");
    }

    /** Tells whether the folder of all mail has each message of the inbox, as at Gmail. */
    boolean keepsAll() {
        return protocol.hasCapability("X-GM-EXT-1");
    }

    /** The beginning of the names of the person's own folders (RFC 2342); empty if there is none. */
    String prefix() throws ProtocolException {
        if (!protocol.hasCapability("NAMESPACE")) {
            return "";
        }
        var own = protocol.namespace().personal;
        return own == null || own.length == 0 || own[0].prefix == null ? "" : own[0].prefix;
    }

    /**
     * Makes a folder that mail programs show.
     *
     * @param use that the server is told where it can be (RFC 6154, section 5.2); null for none
     */
    void create(String folder, @Nullable String use) throws ProtocolException {
        if (use != null && protocol.hasCapability("CREATE-SPECIAL-USE")) {
            try {
                var uses = new Argument().writeAtom(use);
                command(
                        "CREATE",
                        name(folder)
                                .writeArgument(new Argument().writeAtom("USE").writeArgument(uses)));
            } catch (CommandFailedException | BadCommandException refused) {
                protocol.create(folder);
            }
        } else {
            protocol.create(folder);
        }
        try {
            protocol.subscribe(folder);
        } catch (CommandFailedException | BadCommandException refused) {
            // It is there, if not in every program's list.
        }
    }

    /** Moves messages of the open folder to another one (RFC 6851). */
    void move(Set<Long> uids, String folder) throws ProtocolException {
        command("UID MOVE " + joined(uids), name(folder));
    }

    void copy(Set<Long> uids, String folder) throws ProtocolException {
        command("UID COPY " + joined(uids), name(folder));
    }

    /** Expunges messages of the open folder, and no others that are marked as deleted (RFC 4315). */
    void expunge(Set<Long> uids) throws ProtocolException {
        command("UID STORE " + joined(uids) + " +FLAGS.SILENT (\\Deleted)", null);
        command("UID EXPUNGE " + joined(uids), null);
    }

    /** The UIDs of the messages of the open folder with a Message-ID, given without angle brackets. */
    Set<Long> found(String messageId) throws ProtocolException {
        return search("HEADER Message-ID", new Argument().writeString("<" + messageId + ">"))
                .orElse(Set.of());
    }

    private static Argument name(String folder) {
        return new Argument().writeString(BASE64MailboxEncoder.encode(folder));
    }

    private void command(String command, @Nullable Argument arguments) throws ProtocolException {
        var answers = protocol.command(command, arguments);
        protocol.notifyResponseHandlers(answers);
        protocol.handleResult(answers[answers.length - 1]);
        socket.allow(BoundedResponses.MOST_PER_COMMAND);
    }

    /** Has the server count changes; some do only where a client asks for it. */
    private void countChanges() throws IOException {
        if (!protocol.hasCapability("QRESYNC") || !protocol.hasCapability("ENABLE")) {
            return;
        }
        try {
            protocol.enable("CONDSTORE");
            countsChanges = true;
        } catch (CommandFailedException | BadCommandException refused) {
            // Folders are compared each time.
        } catch (ProtocolException lost) {
            throw new IOException(lost);
        }
    }

    /** Tells whether the number of a folder's latest change grows with expunged messages as well (RFC 7162). */
    boolean countsExpunges() {
        return countsChanges;
    }

    /**
     * Finds what became of messages of the open folder, some hundreds with each command. A server may leave messages out of an answer: gone are those alone
     * that it does not find by a search either, if a search finds messages at all.
     *
     * @param messages the number of messages that the folder has by the server's word
     */
    Marks marks(List<Long> uids, long messages) throws ProtocolException {
        var asked = uids.stream().distinct().sorted().toList();
        var answered = new HashSet<Long>();
        var gone = new HashSet<Long>();
        for (var first = 0; first < asked.size(); first += MARKS_AT_ONCE) {
            mark(
                    new TreeSet<>(asked.subList(first, Math.min(asked.size(), first + MARKS_AT_ONCE))),
                    messages,
                    answered,
                    gone);
        }
        return new Marks(Set.copyOf(answered), Set.copyOf(gone));
    }

    private void mark(Set<Long> asked, long messages, Set<Long> answered, Set<Long> gone) throws ProtocolException {
        var missing = new TreeSet<>(asked);
        for (var answer : fetch(joined(asked), "UID FLAGS")) {
            var uid = answer.getItem(UID.class);
            var flags = answer.getItem(FLAGS.class);
            if (uid != null && asked.contains(uid.uid)) {
                missing.remove(uid.uid);
                if (flags != null && flags.contains(Flag.ANSWERED)) {
                    answered.add(uid.uid);
                }
                if (flags != null && flags.contains(Flag.DELETED)) {
                    gone.add(uid.uid);
                }
            }
        }
        if (!missing.isEmpty()) {
            gone.addAll(unfound(missing, messages));
        }
    }

    private Set<Long> unfound(Set<Long> uids, long messages) throws ProtocolException {
        var found = search("UID " + joined(uids));
        if (found.isEmpty() || found.get().isEmpty() && messages > 0 && isSilentAboutTheFirst()) {
            return Set.of();
        }
        var unfound = new TreeSet<>(uids);
        unfound.removeAll(found.get());
        return unfound;
    }

    /** Tells whether a search does not even find the first message of a folder that has some, as with a damaged index. */
    private boolean isSilentAboutTheFirst() throws ProtocolException {
        return search("1").map(Set::isEmpty).orElse(true);
    }

    /** The UIDs that a search finds; absent if the server tells of no search. */
    private Optional<Set<Long>> search(String criteria) throws ProtocolException {
        return search(criteria, null);
    }

    private Optional<Set<Long>> search(String criteria, @Nullable Argument argument) throws ProtocolException {
        var answers = protocol.command("UID SEARCH " + criteria, argument);
        protocol.notifyResponseHandlers(answers);
        protocol.handleResult(answers[answers.length - 1]);
        var found = new TreeSet<Long>();
        var told = false;
        for (var answer : answers) {
            if (answer instanceof IMAPResponse response && response.keyEquals("SEARCH")) {
                told = true;
                for (var uid = response.readLong(); uid >= 0; uid = response.readLong()) {
                    found.add(uid);
                }
            }
        }
        return told ? Optional.of(found) : Optional.empty();
    }

    private static String joined(Set<Long> uids) {
        return uids.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Lists the messages of the open folder whose UIDs lie in a range, in ascending order. */
    List<MessageHead> heads(long first, long last) throws ProtocolException {
        var heads = new ArrayList<MessageHead>();
        for (var answer : fetch(first + ":" + last, "UID FLAGS RFC822.SIZE")) {
            var uid = answer.getItem(UID.class);
            // A range whose end is beyond the last message contains the last message (RFC 3501, section 6.4.8).
            if (uid != null && uid.uid >= first && uid.uid <= last) {
                heads.add(new MessageHead(uid.uid, size(answer), isPassedOver(answer)));
            }
        }
        heads.sort(Comparator.comparingLong(MessageHead::uid));
        return heads;
    }

    private static long size(FetchResponse answer) {
        var size = answer.getItem(RFC822SIZE.class);
        return size == null ? 0 : size.size;
    }

    private static boolean isPassedOver(FetchResponse answer) {
        var flags = answer.getItem(FLAGS.class);
        return flags != null && (flags.contains(Flag.DRAFT) || flags.contains(Flag.DELETED));
    }

    /** Fetches messages of the open folder, without marking them as read; those that are gone are absent. */
    Map<Long, byte[]> bodies(List<MessageHead> heads) throws ProtocolException {
        socket.allow(Chunks.bytes(heads) * 2 + BoundedResponses.MOST_PER_COMMAND);
        var uids = heads.stream().map(head -> String.valueOf(head.uid())).collect(Collectors.joining(","));
        var bodies = new HashMap<Long, byte[]>();
        for (var answer : fetch(uids, "UID BODY.PEEK[]")) {
            var uid = answer.getItem(UID.class);
            var body = answer.getItem(BODY.class);
            if (uid != null && body != null && body.getByteArray() != null) {
                bodies.put(uid.uid, body.getByteArray().getNewBytes());
            }
        }
        return bodies;
    }

    private List<FetchResponse> fetch(String uids, String items) throws ProtocolException {
        var answers = protocol.command("UID FETCH " + uids + " (" + items + ")", null);
        protocol.notifyResponseHandlers(answers);
        protocol.handleResult(answers[answers.length - 1]);
        socket.allow(BoundedResponses.MOST_PER_COMMAND);
        return Stream.of(answers)
                .filter(FetchResponse.class::isInstance)
                .map(FetchResponse.class::cast)
                .toList();
    }

    /** Puts a mail into a folder as one that was read, unless a mail with its Message-ID lies there. */
    void keepSent(String folder, String messageId, byte[] mail) throws ProtocolException {
        try {
            protocol.examine(folder);
        } catch (CommandFailedException missing) {
            protocol.create(folder);
            protocol.examine(folder);
        }
        if (found(messageId).isEmpty()) {
            protocol.append(folder, new Flags(Flag.SEEN), null, new Mail(mail));
        }
    }

    /**
     * Puts a draft into a folder, without looking for it there.
     *
     * @return its UID there (RFC 4315); null if the server does not tell it
     */
    @Nullable AppendUID keepDraft(String folder, byte[] mail) throws ProtocolException {
        var flags = new Flags(Flag.DRAFT);
        flags.add(Flag.SEEN);
        return protocol.appenduid(folder, flags, null, new Mail(mail));
    }

    /** A mail that is sent to the server. */
    private record Mail(byte[] bytes) implements Literal {
        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    /** Tells whether the server tells of new mail by itself (RFC 2177). */
    boolean canIdle() {
        return protocol.hasCapability("IDLE");
    }

    /**
     * Lets the server tell what happens in the open folder; only {@link #endIdle} may follow.
     *
     * @return true if it has told something already: that was read together with its consent, and the socket tells of it no more
     */
    boolean idle() throws ProtocolException {
        protocol.idleStart();
        return protocol.hasResponse();
    }

    void endIdle() throws ProtocolException {
        protocol.idleAbort();
        while (protocol.processIdleResponse(protocol.readIdleResponse())) {
            // The next look at the folder tells all that these responses do.
        }
        socket.allow(BoundedResponses.MOST_PER_COMMAND);
    }

    /** Ends the connection from another thread, so that no thread goes on waiting for it. */
    void abort() {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // The connection is closed either way.
        }
    }

    /** Says goodbye and waits for the answer; that there is none is no failure. */
    void logOut() {
        try {
            protocol.logout();
        } catch (ProtocolException gone) {
            // The connection is closed either way.
        }
    }

    /** Ends the connection without a word to the server. */
    @Override
    public void close() {
        protocol.disconnect();
    }
}
