package co.getanswers.mailbox;

import java.io.IOException;
import java.net.Socket;

/** Encrypts connections that were opened to an address, and verifies the name of the server that the user gave. */
final class NamedTls extends LayeredTls {
    private final Trust trust;
    private final ServerSettings server;

    NamedTls(Trust trust, ServerSettings server) {
        this.trust = trust;
        this.server = server;
    }

    @Override
    public Socket createSocket(Socket connected, String address, int port, boolean autoClose) throws IOException {
        return trust.encrypt(connected, server.host(), port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return trust.sockets().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return trust.sockets().getSupportedCipherSuites();
    }
}
