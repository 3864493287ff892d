package co.getanswers.bench;

import co.getanswers.bench.ReadScenarios.Person;
import co.getanswers.review.ReviewStatements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Builds the scenarios that write, from the database's rows, always the same ones. */
final class WriteScenarios {
    /** The composition of 100 requests of a mixed day. */
    static final String MIXED_DAY =
            "40 queue pages, 25 threads, 10 statistics, 10 profiles, 10 approvals, 4 mails, 1 list of policies";

    private static final int MAILS = 60_000;
    private static final int SIGN_INS = 10_000;

    /** The pending cards by what approves them; together fewer than there are. */
    private static final int BY_SERVICE = 70_000;

    private static final int BY_YARDSTICK = 50_000;
    private static final int BY_POSTGRESQL = 40_000;
    private static final int BY_MIXED_DAY = 10_000;

    private static final String NEXT_CARD = """
            select user_id as user, id as card
            from bench_approvals
            where number = (select nextval('bench_approvals_number')) \\gset
            """;

    /** The parameters of an approval as SQL, for PostgreSQL alone. */
    private static final List<String> APPROVAL = List.of(
            ":user::uuid",
            ":card::uuid",
            "'approved'",
            "10.0::float8",
            "null",
            "null",
            "null",
            "gen_random_uuid()",
            "null",
            "null");

    private final Database database;
    private final ReadScenarios scenarios;
    private final List<Person> people;

    /** Person and card of everybody but the one with the most mail, whose approvals would wait for each other. */
    private final List<List<String>> cards;

    WriteScenarios(Database database, ReadScenarios scenarios) {
        this.database = database;
        this.scenarios = scenarios;
        this.people = scenarios.others();
        this.cards = database.query(
                """
                select user_id, id
                from agent_actions
                where status = 'pending' and user_id <> '%s'
                order by md5(id::text)
                limit %d""".formatted(scenarios.heaviest().id(), BY_SERVICE + BY_YARDSTICK + BY_POSTGRESQL + BY_MIXED_DAY));
    }

    Scenario approve() {
        var yardstick = cards.subList(BY_SERVICE, BY_SERVICE + BY_YARDSTICK);
        return new Scenario(
                "approve",
                approvals(cards.subList(0, BY_SERVICE)),
                Requests.once(BY_YARDSTICK, i -> {
                    var card = yardstick.get(i);
                    return Request.post("/approve/" + card.get(0) + "/" + card.get(1), "", "", "");
                }),
                List.of(approvalsByPostgresql(
                        cards.subList(BY_SERVICE + BY_YARDSTICK, BY_SERVICE + BY_YARDSTICK + BY_POSTGRESQL))));
    }

    private Requests approvals(List<List<String>> cards) {
        var tokenOf = scenarios.tokens();
        return Requests.once(
                cards.size(),
                i -> Request.post(
                        "/api/queue/" + cards.get(i).get(1) + "/approve",
                        "",
                        tokenOf.get(cards.get(i).get(0)),
                        ""));
    }

    private Pgbench.Script approvalsByPostgresql(List<List<String>> cards) {
        var ids = String.join("', '", cards.stream().map(card -> card.get(1)).toList());
        database.execute("""
                create table bench_approvals as
                select row_number() over () as number, user_id, id from agent_actions where id in ('%s')""".formatted(ids));
        database.execute("create unique index on bench_approvals (number)");
        database.execute("create sequence bench_approvals_number");
        database.execute("analyze bench_approvals");
        return new Pgbench.Script(NEXT_CARD + Pgbench.Script.with(ReviewStatements.DECIDE, APPROVAL), Map.of());
    }

    /** Only the service does it: neither the yardstick nor PostgreSQL alone parses mail. */
    Scenario ingest() {
        return new Scenario("ingest", mails("single", MAILS), null, List.of());
    }

    private Requests mails(String series, int count) {
        var mails = new GeneratedMail(series);
        return Requests.once(count, i -> {
            var person = people.get(i / GeneratedMail.MESSAGES_OF_A_THREAD % people.size());
            return Request.post("/api/messages", "message/rfc822", person.token(), mails.mail(i, person.email()));
        });
    }

    /** Always with the right password, for wrong ones are rate-limited. */
    Scenario signIn() {
        return new Scenario(
                "sign in",
                Requests.once(
                        SIGN_INS,
                        i -> Request.post(
                                "/api/auth/login",
                                "application/json",
                                "",
                                "{\"email\":\"%s\",\"password\":\"%s\"}"
                                        .formatted(people.get(i % people.size()).email(), Database.PASSWORD))),
                null,
                List.of());
    }

    Scenario mixedDay() {
        var policies = Requests.repeated(people.stream()
                .map(person -> Request.get("/api/policies", person.token()))
                .toList());
        var day = new ArrayList<Requests>();
        day.addAll(Collections.nCopies(40, scenarios.queuePage(people).service()));
        day.addAll(Collections.nCopies(25, scenarios.thread(people).service()));
        day.addAll(Collections.nCopies(10, scenarios.statistics(people).service()));
        day.addAll(Collections.nCopies(10, scenarios.profile(people).service()));
        day.addAll(Collections.nCopies(10, approvals(cards.subList(cards.size() - BY_MIXED_DAY, cards.size()))));
        day.addAll(Collections.nCopies(4, mails("mixed", MAILS)));
        day.add(policies);
        Collections.shuffle(day, new Random(3));
        return new Scenario("mixed day", Requests.inTurn(day), null, List.of());
    }
}
