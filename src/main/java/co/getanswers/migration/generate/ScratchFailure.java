package co.getanswers.migration.generate;

import java.sql.SQLException;

/** A scratch database can't be had or does not do what it is asked; the message says what PostgreSQL said. */
public class ScratchFailure extends RuntimeException {
    ScratchFailure(String what, SQLException cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
