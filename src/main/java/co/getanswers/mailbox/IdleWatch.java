package co.getanswers.mailbox;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Watches the connections on which nothing happens: one thread for all of them. */
final class IdleWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IdleWatch.class);

    private final Selector selector;
    private final Queue<Watched> added = new ConcurrentLinkedQueue<>();

    IdleWatch() throws IOException {
        selector = Selector.open();
        var thread = new Thread(this::run, "mailbox-idle");
        thread.setDaemon(true);
        thread.start();
    }

    /** A connection that is watched until something arrives or it is released. */
    final class Watched {
        private final SocketChannel channel;
        private final Runnable heard;
        private @Nullable SelectionKey key;
        private boolean released;

        private Watched(SocketChannel channel, Runnable heard) {
            this.channel = channel;
            this.heard = heard;
        }

        private synchronized void register() throws IOException {
            if (!released) {
                channel.configureBlocking(false);
                key = channel.register(selector, SelectionKey.OP_READ, this);
            }
        }

        /** Makes the connection blocking again, so that it can be read from. */
        synchronized void release() throws IOException {
            released = true;
            if (key != null) {
                key.cancel();
            }
            channel.configureBlocking(true);
        }
    }

    /** @param heard called on the thread of the watch when something arrives or the connection ends: it must not block */
    Watched watch(SocketChannel channel, Runnable heard) {
        var watched = new Watched(channel, heard);
        added.add(watched);
        selector.wakeup();
        return watched;
    }

    private void run() {
        while (selector.isOpen()) {
            try {
                selector.select(IdleWatch::fire);
                for (var next = added.poll(); next != null; next = added.poll()) {
                    register(next);
                }
            } catch (IOException | RuntimeException failed) {
                LOG.error("Connections to mail servers are not watched for a moment", failed);
            }
        }
    }

    private void register(Watched watched) throws IOException {
        try {
            watched.register();
        } catch (CancelledKeyException stillThere) {
            // The key of its last watch goes with the next selection.
            selector.selectNow(IdleWatch::fire);
            added.add(watched);
        } catch (IOException gone) {
            watched.heard.run();
        }
    }

    private static void fire(SelectionKey key) {
        key.cancel();
        ((Watched) key.attachment()).heard.run();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
