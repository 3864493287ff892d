package co.getanswers.account;

import co.getanswers.platform.CommandFailed;
import co.getanswers.platform.Environment;
import co.getanswers.platform.database.SchemaCheck;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;

/** Finds the user whom a command is for; blocks. */
@ApplicationScoped
public class CommandUsers {
    private final SchemaCheck schema;

    CommandUsers(SchemaCheck schema) {
        this.schema = schema;
    }

    /** @throws CommandFailed if the database can't be reached, or its schema is another version's */
    public void requireSchema() {
        try {
            schema.problem().ifPresent(problem -> {
                throw new CommandFailed(problem);
            });
        } catch (SQLException unreachable) {
            throw new CommandFailed(
                    "the database can't be reached: start it, or correct " + Environment.migrationVariable() + ".");
        }
    }

    /** @throws CommandFailed if no user has the address */
    public UUID id(String email) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(() -> User.findByEmail(email)))
                    .map(user -> user.id)
                    .orElseThrow(
                            () -> new CommandFailed("there is no user " + email + ": register the address first."));
        } catch (CommandFailed unknown) {
            throw unknown;
        } catch (Throwable failed) {
            throw new CommandFailed("the user can't be looked up: " + failed.getMessage());
        }
    }
}
