package co.getanswers.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/** A connected socket with bounded answers, over which an encrypted one lies. */
final class ConnectedSocket extends Socket {
    private final Socket connected;
    private final InputStream answers;

    ConnectedSocket(Socket connected) throws IOException {
        this.connected = connected;
        this.answers = new BoundedAnswers(connected.getInputStream(), connected);
    }

    @Override
    public InputStream getInputStream() {
        return answers;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connected.getOutputStream();
    }

    @Override
    public InetAddress getInetAddress() {
        return connected.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return connected.getLocalAddress();
    }

    @Override
    public int getPort() {
        return connected.getPort();
    }

    @Override
    public int getLocalPort() {
        return connected.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return connected.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return connected.getLocalSocketAddress();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        connected.setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return connected.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        connected.setTcpNoDelay(on);
    }

    @Override
    public void setSoLinger(boolean on, int linger) throws SocketException {
        connected.setSoLinger(on, linger);
    }

    @Override
    public boolean isConnected() {
        return connected.isConnected();
    }

    @Override
    public boolean isBound() {
        return connected.isBound();
    }

    @Override
    public boolean isClosed() {
        return connected.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return connected.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return connected.isOutputShutdown();
    }

    @Override
    public void shutdownInput() throws IOException {
        connected.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        connected.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        connected.close();
    }
}
