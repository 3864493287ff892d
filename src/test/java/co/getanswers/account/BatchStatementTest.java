package co.getanswers.account;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.BatchStatement.Columns;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchStatementTest {
    private record Note(UUID id, String title, List<String> tags) {}

    @Test
    void anInsertTakesAnArrayForEachColumn() {
        assertThat(columns().insertInto("notes").sql())
                .isEqualTo("insert into notes (user_id, created_at, id, title, tags)"
                        + " select $1, $2::timestamptz, batch.id, batch.title, string_to_array(batch.tags, E'\\n')"
                        + " from unnest($3::uuid[], $4::text[], $5::text[]) as batch (id, title, tags)");
    }

    @Test
    void rowsThatAreThereMayBePassedOver() {
        assertThat(columns().insertMissingInto("notes").sql())
                .isEqualTo(columns().insertInto("notes").sql() + " on conflict do nothing");
    }

    @Test
    void anUpdateFindsItsRowsByTheirIdAndOwner() {
        var update = BatchStatement.<Note>columns()
                .uuid("id", Note::id)
                .json("title", Note::title)
                .expression("version", "notes.version + 1")
                .update("notes");

        assertThat(update.sql())
                .isEqualTo("update notes set title = batch.title::jsonb, version = notes.version + 1"
                        + " from unnest($2::uuid[], $3::text[]) as batch (id, title)"
                        + " where notes.id = batch.id and coalesce(notes.user_id = $1, false)");
    }

    private static Columns<Note> columns() {
        return BatchStatement.<Note>columns()
                .expression("created_at", BatchStatement.NOW)
                .uuid("id", Note::id)
                .text("title", Note::title)
                .lines("tags", Note::tags);
    }
}
