package co.getanswers.mailbox;

import co.getanswers.platform.CommandFailed;
import co.getanswers.platform.CredentialSeal;
import co.getanswers.platform.CredentialSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Seals all stored passwords anew with the key of the settings, while the service runs. */
@ApplicationScoped
class PasswordReseal {
    private static final int BATCH = 200;
    private static final UUID FIRST = new UUID(0, 0);

    /** Rows by table: the passwords of mailboxes, and the credentials that the old service kept with its users. */
    private static final List<Table> TABLES = List.of(
            new Table("mail_accounts", "sealed_password", "mailbox"), new Table("users", "gmail_credentials", "user"));

    private final Pool pool;
    private final Optional<CredentialSeal> seal;

    PasswordReseal(Pool pool, CredentialSettings settings) {
        this.pool = pool;
        this.seal = CredentialSeal.of(settings);
    }

    /**
     * The outcome.
     *
     * @param sealed the number of passwords that were sealed anew
     * @param current the number of those that the key had sealed already
     * @param unreadable the mailboxes and users whose passwords no key opens
     */
    record Result(long sealed, long current, List<String> unreadable) {}

    private record Table(String name, String column, String owner) {
        String page() {
            return "select id, %1$s::text as sealed from %2$s where id > $1 and %1$s is not null order by id limit $2"
                    .formatted(column, name);
        }

        /** Leaves a password alone that was changed meanwhile. */
        String replace() {
            return "update %2$s set %1$s = $2::text::jsonb where id = $1 and %1$s = $3::text::jsonb"
                    .formatted(column, name);
        }
    }

    /**
     * Goes through all passwords until there is nothing to seal: instances that use the former key as theirs may store passwords
     * meanwhile.
     *
     * @throws CommandFailed without a key
     */
    Uni<Result> run() {
        var key = seal.orElseThrow(
                () -> new CommandFailed("there is no key: set GETANSWERS_CREDENTIALS_KEY to the new one."));
        return pass(key, 0);
    }

    private Uni<Result> pass(CredentialSeal key, long before) {
        return pass(new Totals(key))
                .chain(total -> total.sealable == 0
                        ? Uni.createFrom().item(new Result(before, total.current - before, total.unreadable))
                        : pass(key, before + total.sealed));
    }

    private Uni<Totals> pass(Totals total) {
        return Multi.createFrom()
                .iterable(TABLES)
                .onItem()
                .transformToUniAndConcatenate(table -> from(table, FIRST, total))
                .collect()
                .last()
                .replaceWith(total);
    }

    private Uni<Boolean> from(Table table, UUID after, Totals total) {
        return pool.preparedQuery(table.page())
                .execute(Tuple.of(after, BATCH))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(true)
                        : replace(table, rows, total)
                                .chain(() ->
                                        from(table, rows.get(rows.size() - 1).getUUID("id"), total)));
    }

    private Uni<Void> replace(Table table, List<Row> rows, Totals total) {
        var changes = new ArrayList<Tuple>();
        for (var row : rows) {
            total.resealed(table, row).ifPresent(changes::add);
        }
        return changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(table.replace())
                        .executeBatch(changes)
                        .invoke(total::count)
                        .replaceWithVoid();
    }

    /** The counts of a run, and the changes of its rows. */
    private static final class Totals {
        private final CredentialSeal key;
        private final List<String> unreadable = new ArrayList<>();
        private long sealable;
        private long sealed;
        private long current;

        Totals(CredentialSeal key) {
            this.key = key;
        }

        /** Counts the rows that were replaced: one that was changed meanwhile was not. */
        void count(RowSet<Row> replaced) {
            for (var each = replaced; each != null; each = each.next()) {
                sealed += each.rowCount();
            }
        }

        Optional<Tuple> resealed(Table table, Row row) {
            var id = row.getUUID("id");
            var before = row.getString("sealed");
            if (!CredentialSeal.isSealed(before)) {
                // In clear text, from the old service: an adoption seals it.
                return Optional.empty();
            }
            if (key.isCurrent(before)) {
                current++;
                return Optional.empty();
            }
            var password = key.open(id, before);
            if (password.isEmpty()) {
                unreadable.add(table.owner + " " + id);
                return Optional.empty();
            }
            sealable++;
            return Optional.of(Tuple.of(id, key.seal(id, password.get()), before));
        }
    }
}
