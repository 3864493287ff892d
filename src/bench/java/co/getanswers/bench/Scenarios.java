package co.getanswers.bench;

import co.getanswers.auth.ProfileStatement;
import co.getanswers.review.Statements;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes the scenarios from what the database holds: always the same ones. */
final class Scenarios {
    private static final int PAGE = 20;
    private static final int THREADS = 5_000;

    /** As many people and threads as PostgreSQL is asked for alone: each is a statement that every connection prepares. */
    private static final int SCRIPTS = 10;

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("x")
            .toFormatter();

    private record Person(String id, String token) {}

    private final Database database;
    private final Tokens tokens;

    /** The first is the one with the most mail. */
    private final List<Person> people;

    Scenarios(Database database, Tokens tokens) {
        this.database = database;
        this.tokens = tokens;
        this.people = people();
    }

    private List<Person> people() {
        var people = new ArrayList<Person>();
        for (var row :
                database.query("select u.id, s.id from users u join sessions s on s.user_id = u.id order by u.id")) {
            people.add(new Person(row.get(0), tokens.sign(row.get(0), row.get(1))));
        }
        return people;
    }

    List<Scenario> reads() {
        var others = new ArrayList<>(people.subList(1, people.size()));
        Collections.shuffle(others, new Random(1));
        var heavy = people.get(0);
        return List.of(
                of("profile", others, "/api/auth/me", "/profile/%s", ProfileStatement.SQL),
                queue("queue page", others, null),
                queue("queue page, heavy user", List.of(heavy), null),
                queue("queue, last page, heavy user", List.of(heavy), lastPage(heavy)),
                threads(),
                of("statistics", others, "/api/stats", "/stats/%s", Statements.STATS));
    }

    /** All that is read, in turn. */
    List<Request> mixedReads() {
        var requests = reads().stream()
                .flatMap(scenario -> scenario.service().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(requests, new Random(2));
        return requests;
    }

    private static Scenario of(String name, List<Person> people, String path, String yardstick, String sql) {
        return new Scenario(
                name,
                people.stream().map(person -> Request.get(path, person.token)).toList(),
                people.stream()
                        .map(person -> Request.get(yardstick.formatted(person.id), ""))
                        .toList(),
                sql,
                people.stream().limit(SCRIPTS).map(person -> List.of(person.id)).toList());
    }

    private static Scenario queue(String name, List<Person> people, String cursor) {
        var path = "/api/queue" + (cursor == null ? "" : "?cursor=" + cursor);
        var yardstick = "/queue/%s/" + PAGE + (cursor == null ? "" : "/" + cursor);
        var plain = of(name, people, path, yardstick, Statements.QUEUE);
        return new Scenario(
                name,
                plain.service(),
                plain.yardstick(),
                plain.sql(),
                people.stream()
                        .limit(SCRIPTS)
                        .map(person -> parameters(person, cursor))
                        .toList());
    }

    private static List<String> parameters(Person person, String cursor) {
        var tuple = Statements.queueParameters(UUID.fromString(person.id), PAGE, cursor);
        var texts = new ArrayList<String>();
        for (var i = 0; i < tuple.size(); i++) {
            texts.add(String.valueOf(tuple.getValue(i)));
        }
        return texts;
    }

    private String lastPage(Person person) {
        var card = database.query("""
                        select priority_score, created_at, id
                        from agent_actions
                        where user_id = '%s' and status = 'pending'
                        order by priority_score, created_at, id
                        offset %d limit 1""".formatted(person.id, PAGE)).get(0);
        return Yardstick.cursorAfter(
                Integer.parseInt(card.get(0)),
                OffsetDateTime.parse(card.get(1), TIMESTAMP).toInstant(),
                UUID.fromString(card.get(2)));
    }

    private Scenario threads() {
        var service = new ArrayList<Request>();
        var yardstick = new ArrayList<Request>();
        var parameters = new ArrayList<List<String>>();
        for (var row : database.query("""
                select c.user_id, s.id, c.id
                from conversations c join sessions s on s.user_id = c.user_id
                order by md5(c.id::text)
                limit %d""".formatted(THREADS))) {
            service.add(Request.get("/api/conversations/" + row.get(2), tokens.sign(row.get(0), row.get(1))));
            yardstick.add(Request.get("/thread/" + row.get(0) + "/" + row.get(2), ""));
            parameters.add(List.of(row.get(0), row.get(2)));
        }
        return new Scenario(
                "thread",
                service,
                yardstick,
                Statements.THREAD,
                parameters.stream().limit(SCRIPTS).toList());
    }
}
