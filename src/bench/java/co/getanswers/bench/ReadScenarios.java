package co.getanswers.bench;

import co.getanswers.auth.ProfileStatement;
import co.getanswers.review.ReviewStatements;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the scenarios that read from the database's rows, always the same ones. */
final class ReadScenarios {
    static final int PAGE = 20;
    private static final int THREADS = 5_000;

    /** The number of people and threads in PostgreSQL's scripts: each is a statement that every connection prepares. */
    private static final int SCRIPTS = 10;

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("x")
            .toFormatter();

    private final Database database;

    /** The first is the one with the most mail. */
    private final List<Person> people;

    /** @param email of the account */
    record Person(String id, String email, String token) {}

    ReadScenarios(Database database, TokenSigner tokens) {
        this.database = database;
        this.people =
                database
                        .query(
                                "select u.id, u.email, s.id from users u join sessions s on s.user_id = u.id order by u.id")
                        .stream()
                        .map(row -> new Person(row.get(0), row.get(1), tokens.sign(row.get(0), row.get(2))))
                        .toList();
    }

    Person heaviest() {
        return people.get(0);
    }

    /** All but the one with the most mail, in an order unrelated to their age. */
    List<Person> others() {
        var others = new ArrayList<>(people.subList(1, people.size()));
        Collections.shuffle(others, new Random(1));
        return others;
    }

    /** The tokens by the person's id. */
    Map<String, String> tokens() {
        return people.stream().collect(Collectors.toMap(Person::id, Person::token));
    }

    List<Scenario> reads() {
        var others = others();
        var heaviest = List.of(heaviest());
        return List.of(
                profile(others),
                queuePage(others),
                queue("queue page, heavy user", heaviest, null),
                queue("queue, last page, heavy user", heaviest, lastPage(heaviest())),
                thread(people),
                statistics(others));
    }

    Scenario profile(List<Person> people) {
        return of("profile", people, "/api/auth/me", "/profile/%s", ProfileStatement.SQL);
    }

    Scenario queuePage(List<Person> people) {
        return queue("queue page", people, null);
    }

    Scenario statistics(List<Person> people) {
        return of("statistics", people, "/api/stats", "/stats/%s", ReviewStatements.STATS);
    }

    /** All reads, in turn. */
    Requests mixedReads() {
        var requests = reads().stream()
                .flatMap(scenario -> scenario.service().next(1).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(requests, new Random(2));
        return Requests.repeated(requests);
    }

    private static Scenario of(String name, List<Person> people, String path, String yardstick, String sql) {
        return of(name, people, path, yardstick, sql, person -> List.of(person.id));
    }

    private static Scenario of(
            String name,
            List<Person> people,
            String path,
            String yardstick,
            String sql,
            Function<Person, List<String>> parameters) {
        return new Scenario(
                name,
                Requests.repeated(people.stream()
                        .map(person -> Request.get(path, person.token))
                        .toList()),
                Requests.repeated(people.stream()
                        .map(person -> Request.get(yardstick.formatted(person.id), ""))
                        .toList()),
                scripts(sql, people.stream().map(parameters)));
    }

    private static List<Pgbench.Script> scripts(String sql, Stream<List<String>> parameters) {
        var scripts = new ArrayList<Pgbench.Script>();
        parameters.limit(SCRIPTS).forEach(values -> scripts.add(Pgbench.Script.of(sql, values, scripts.size())));
        return scripts;
    }

    /** @param cursor null for the first page */
    private static Scenario queue(String name, List<Person> people, String cursor) {
        return of(
                name,
                people,
                "/api/queue" + (cursor == null ? "" : "?cursor=" + cursor),
                "/queue/%s/" + PAGE + (cursor == null ? "" : "/" + cursor),
                ReviewStatements.QUEUE,
                person -> parameters(person, cursor));
    }

    private static List<String> parameters(Person person, String cursor) {
        var tuple = ReviewStatements.queueParameters(UUID.fromString(person.id), PAGE, cursor);
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

    Scenario thread(List<Person> people) {
        var service = new ArrayList<Request>();
        var yardstick = new ArrayList<Request>();
        var parameters = new ArrayList<List<String>>();
        var tokenOf = tokens();
        for (var row : database.query(
                """
                select user_id, id
                from conversations
                where user_id in ('%s')
                order by md5(id::text)
                limit %d""".formatted(people.stream().map(Person::id).collect(Collectors.joining("', '")), THREADS))) {
            service.add(Request.get("/api/conversations/" + row.get(1), tokenOf.get(row.get(0))));
            yardstick.add(Request.get("/thread/" + row.get(0) + "/" + row.get(1), ""));
            parameters.add(row);
        }
        return new Scenario(
                "thread",
                Requests.repeated(service),
                Requests.repeated(yardstick),
                scripts(ReviewStatements.THREAD, parameters.stream()));
    }
}
