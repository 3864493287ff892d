package co.getanswers.outage;

import co.getanswers.TcpProxy;
import co.getanswers.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Starts the application on a database of its own behind a proxy; migrations and the test's own SQL go around it. A test
 * commands the proxy through a field {@code Consumer<String> network}, and counts its connections by a field {@code
 * LongSupplier sockets}.
 */
public class OutageDatabase extends TestDatabase {
    /** Swallows the bytes of the connections that there are. */
    static final String SILENCE = "silence";

    /** Swallows the bytes of all connections, also of those to come. */
    static final String SILENCE_ALL = "silence all";

    /** Forwards the bytes of new connections again. */
    static final String SERVE_NEW = "serve new";

    private TcpProxy proxy;

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        var url = settings.get("quarkus.datasource.reactive.url");
        var port = URI.create(url).getPort();
        try {
            proxy = new TcpProxy(port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        settings.put("quarkus.datasource.reactive.url", url.replace(":" + port, ":" + proxy.port()));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        Consumer<String> network = command -> {
            switch (command) {
                case SILENCE -> proxy.silence(false);
                case SILENCE_ALL -> proxy.silence(true);
                case SERVE_NEW -> proxy.serveNew();
                default -> throw new IllegalArgumentException(command);
            }
        };
        injector.injectIntoFields(network, field -> field.getName().equals("network"));
        LongSupplier sockets = proxy::open;
        injector.injectIntoFields(sockets, field -> field.getName().equals("sockets"));
    }

    @Override
    public void stop() {
        try {
            proxy.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
