package co.getanswers.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a folder and of those within it. Of a Maildir, only the messages that were delivered. */
final class FolderEntries implements MailEntries {
    static final String LINK = "It is a link, and links are not followed.";
    static final String NO_FILE = "It is no regular file.";

    private final Path root;
    private final Deque<Path> folders = new ArrayDeque<>();
    private DirectoryStream<Path> listing;
    private Iterator<Path> files;
    private boolean maildir;
    private InputStream open = InputStream.nullInputStream();
    private long consumed;

    FolderEntries(Path folder) throws IOException {
        root = folder.toRealPath();
        listing = Files.newDirectoryStream(root);
        files = listing.iterator();
        maildir = isMaildir(root);
    }

    @Override
    public Optional<Entry> next() throws IOException {
        open.close();
        var entry = Optional.<Entry>empty();
        while (entry.isEmpty()) {
            if (hasNext()) {
                entry = entry(files.next());
            } else if (folders.isEmpty()) {
                return Optional.empty();
            } else {
                entry = enter(folders.remove());
            }
        }
        return entry;
    }

    private boolean hasNext() throws IOException {
        try {
            return files.hasNext();
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
    }

    private Optional<Entry> enter(Path folder) throws IOException {
        listing.close();
        try {
            listing = Files.newDirectoryStream(folder);
            files = listing.iterator();
            maildir = isMaildir(folder);
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of(unreadable(folder, unreadable));
        }
    }

    private Optional<Entry> entry(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            var name = file.getFileName().toString();
            if (attributes.isDirectory()) {
                if (!(maildir && name.equals("tmp"))) {
                    folders.add(file);
                }
                return Optional.empty();
            }
            if (attributes.isSymbolicLink()) {
                return Optional.of(Entry.refused(name(file), LINK));
            }
            if (!attributes.isRegularFile()) {
                return Optional.of(Entry.refused(name(file), NO_FILE));
            }
            if (isOfServer(file)) {
                return Optional.empty();
            }
            open = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
            consumed += attributes.size();
            return Optional.of(new Entry(name(file), open));
        } catch (IOException unreadable) {
            return Optional.of(unreadable(file, unreadable));
        }
    }

    /** Tells whether a mail server keeps the file for itself, beside the messages of a Maildir. */
    private boolean isOfServer(Path file) {
        var name = file.getFileName().toString();
        return maildir && !EntryName.isOfMail(name) || EntryName.isInMaildir(name(file)) && name.startsWith(".");
    }

    /** Tells whether the folder has at least two of a Maildir's three: copies often lack the empty ones. */
    private static boolean isMaildir(Path folder) {
        return Stream.of("cur", "new", "tmp")
                        .filter(part -> Files.isDirectory(folder.resolve(part), LinkOption.NOFOLLOW_LINKS))
                        .count()
                >= 2;
    }

    private Entry unreadable(Path file, IOException why) {
        return Entry.refused(
                name(file),
                why instanceof AccessDeniedException ? "It can't be read: permission is denied." : "It can't be read.");
    }

    /** The path from the folder; from the one above it if that is a part of a Maildir. */
    private String name(Path file) {
        var name = root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        return EntryName.isInMaildir(root.getFileName() + "/x") ? root.getFileName() + "/" + name : name;
    }

    @Override
    public long consumed() {
        return consumed;
    }

    @Override
    public void close() throws IOException {
        open.close();
        listing.close();
    }
}
