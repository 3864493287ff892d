package co.getanswers.schema.cli;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.schema.ClearTextCredentials;
import co.getanswers.schema.Revisions;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database and the revisions of the commands, each looked up when a command first needs it. */
public final class MigrateContext {
    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    private final Supplier<DatabaseUrl> url;
    private final Supplier<Revisions> revisions;
    private final Supplier<ClearTextCredentials> credentials;

    public MigrateContext(
            Supplier<DatabaseUrl> url, Supplier<Revisions> revisions, Supplier<ClearTextCredentials> credentials) {
        this.url = url;
        this.revisions = revisions;
        this.credentials = credentials;
    }

    /** The database's URL without the password. */
    String address() {
        return url.get().toString();
    }

    Revisions revisions() {
        return revisions.get();
    }

    /** The settings for credentials of the old service. */
    ClearTextCredentials credentials() {
        return credentials.get();
    }

    DataSource database() {
        var settings = url.get().settings();
        var database = new PGSimpleDataSource();
        database.setUrl(settings.get("quarkus.datasource.jdbc.url"));
        database.setUser(settings.get("quarkus.datasource.username"));
        database.setPassword(settings.get("quarkus.datasource.password"));
        database.setApplicationName("getanswers migrate");
        database.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        database.setTcpKeepAlive(true);
        return database;
    }
}
