package co.getanswers;

import java.io.IOException;

/** Runs work on a thread of its own that keeps no process alive. */
public final class DaemonThread {
    private DaemonThread() {}

    /** Work that ends with an exception when one of its sockets is closed. */
    public interface Work {
        void run() throws IOException;
    }

    public static void run(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // Either end was closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
