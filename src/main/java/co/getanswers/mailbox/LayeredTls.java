package co.getanswers.mailbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import javax.net.ssl.SSLSocketFactory;

/** Encrypts connections that are open already, and opens none: an address is checked before anything connects to it. */
abstract class LayeredTls extends SSLSocketFactory {
    @Override
    public final Socket createSocket(String host, int port) throws IOException {
        throw new UnknownHostException(host);
    }

    @Override
    public final Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw new UnknownHostException(host);
    }

    @Override
    public final Socket createSocket(InetAddress host, int port) throws IOException {
        throw new UnknownHostException(host.toString());
    }

    @Override
    public final Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw new UnknownHostException(host.toString());
    }
}
