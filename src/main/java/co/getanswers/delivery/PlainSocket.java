package co.getanswers.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A socket that is not encrypted, with bounded answers. */
final class PlainSocket extends Socket {
    private @Nullable InputStream answers;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (answers == null) {
            answers = new BoundedAnswers(super.getInputStream(), this);
        }
        return answers;
    }
}
