package co.getanswers.mailbox.gmail;

import java.io.IOException;
import java.net.URI;

/** The rule for servers that may be connected to. */
@FunctionalInterface
public interface HostRule {
    /** @throws IOException with a message for the person if the server must not be connected to */
    void require(URI address) throws IOException;
}
