package co.getanswers.schema.dev.generate;

import co.getanswers.TestDatabase;
import co.getanswers.platform.DatabaseUrl;

/** The tests' server as one for scratch databases. */
final class Scratch {
    static final ScratchServer SERVER =
            new ScratchServer(DatabaseUrl.parse(TestDatabase.server().url("postgres")));

    private Scratch() {}
}
