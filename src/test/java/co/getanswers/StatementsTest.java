package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of SQL statements per request, as PostgreSQL counts them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StatementsTest {
    private Person owner;
    private String conversation;
    private String objective;

    @BeforeEach
    void aMailbox() {
        TestSql.execute("create extension if not exists pg_stat_statements");
        owner = Person.register();
        for (var sender : List.of("ann", "bob", "cem")) {
            var taken = owner.receives(sender + "@client.example", "The renewal", "Could you send me the contract?");
            conversation = taken.getString("conversationId");
            objective = taken.getString("objectiveId");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/queue",
                "/api/queue?limit=1",
                "/api/queue?filter=high_risk",
                "/api/queue?status=approved",
                "/api/stats",
                "/api/conversations",
                "/api/conversations/{conversation}",
                "/api/objectives",
                "/api/objectives/{objective}/conversation",
                "/api/policies",
                "/api/actions",
                "/api/auth/me"
            })
    void aReadIsOneStatement(String path) throws SQLException {
        var url = path.replace("{conversation}", conversation).replace("{objective}", objective);
        resetStatements();

        owner.asks().get(url).then().statusCode(200);

        assertThat(statements()).as(url).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "override", "edit"})
    void aDecisionIsOneStatement(String decision) throws SQLException {
        var card = owner.asks().get("/api/queue").jsonPath().getString("cards[0].id");
        resetStatements();

        owner.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "I call them", "editedContent", "Dear Ann, yes.", "notes", "Fine"))
                .post("/api/queue/{card}/{decision}", card, decision)
                .then()
                .statusCode(200);

        assertThat(statements()).as(decision).hasSize(1);
    }

    @Test
    void aMessageIsReadWrittenAndAnsweredByAStatementEach() throws SQLException {
        resetStatements();

        owner.receives("dan@client.example", "The renewal", "Could you send me the contract?");

        assertThat(statements())
                .hasSize(6)
                .filteredOn(statement -> !statement.equals("BEGIN") && !statement.equals("COMMIT"))
                .hasSize(4);
    }

    private static void resetStatements() {
        TestSql.value(
                OffsetDateTime.class,
                "select pg_stat_statements_reset(0, (select oid from pg_database where datname = current_database()), 0)");
    }

    /** The statements, each as often as it ran, without the check of the session, which is cached for some seconds. */
    private static List<String> statements() throws SQLException {
        var statements = new ArrayList<String>();
        try (var connection = TestSql.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select query
                        from pg_stat_statements s
                        join pg_database d on d.oid = s.dbid and d.datname = current_database(),
                        generate_series(1, s.calls)
                        where query not like '%pg_stat_statements%' and query not like 'select user_id from sessions %'
                              and query not like 'SET %' and query not like 'listen %' and query not like 'show %' and query not like 'select cast(pg_notify(%'""")) {
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
        }
        return statements;
    }
}
