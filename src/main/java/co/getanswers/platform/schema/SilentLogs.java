package co.getanswers.platform.schema;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Keeps Flyway's own log to itself: whoever started a migration is told by {@link Progress} and by what is thrown. */
public final class SilentLogs implements LogCreator {
    @Override
    public Log createLogger(Class<?> type) {
        return new Silence();
    }

    private static final class Silence implements Log {
        @Override
        public void debug(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Exception failure) {}

        @Override
        public void notice(String message) {}
    }
}
