package co.getanswers;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The packages that each package may import; only the program's entry may import all of them. */
@AnalyzeClasses(packages = "co.getanswers", importOptions = DoNotIncludeTests.class)
class PackageArrowsTest {
    private static final String ROOT = "co.getanswers";

    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("platform", Set.of()),
            Map.entry("schema", Set.of("platform")),
            Map.entry("http", Set.of("platform")),
            Map.entry("console", Set.of()),
            Map.entry("account", Set.of("http", "platform")),
            Map.entry("auth", Set.of("account", "http", "platform")),
            Map.entry("events", Set.of("account", "http", "platform")),
            Map.entry("idempotency", Set.of("account", "http", "platform")),
            Map.entry("mail", Set.of("account", "http", "platform")),
            Map.entry("objective", Set.of("mail", "account", "http", "platform")),
            Map.entry("policy", Set.of("mail", "account", "http", "platform")),
            Map.entry("triage", Set.of("policy", "objective", "mail", "account", "platform")),
            Map.entry("action", Set.of("triage", "policy", "objective", "mail", "account", "platform")),
            Map.entry("export", Set.of("original", "account", "http", "platform")),
            Map.entry("original", Set.of("mail", "account", "http", "platform")),
            Map.entry(
                    "intake",
                    Set.of(
                            "original",
                            "action",
                            "triage",
                            "policy",
                            "objective",
                            "idempotency",
                            "mail",
                            "account",
                            "http",
                            "platform")),
            Map.entry(
                    "review",
                    Set.of(
                            "delivery",
                            "action",
                            "triage",
                            "policy",
                            "objective",
                            "mail",
                            "account",
                            "http",
                            "platform")),
            Map.entry(
                    "mailbox",
                    Set.of("delivery", "scheduler", "intake", "action", "auth", "mail", "account", "http", "platform")),
            Map.entry("delivery", Set.of("action", "triage", "mail", "account", "platform")),
            Map.entry(
                    "execution",
                    Set.of("delivery", "scheduler", "action", "triage", "objective", "mail", "account", "platform")),
            Map.entry("scheduler", Set.of("action", "objective", "account", "platform")));

    @ArchTest
    static void arrowsPointDown(JavaClasses classes) {
        var wrong = new TreeMap<String, Set<String>>();
        for (var origin : classes) {
            var from = room(origin);
            if (from.isEmpty()) {
                continue;
            }
            for (var dependency : origin.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                if (!target.getPackageName().startsWith(ROOT)) {
                    continue;
                }
                var to = room(target);
                if (!to.equals(from) && !ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
                    wrong.computeIfAbsent(from + " -> " + to, arrow -> new TreeSet<>())
                            .add(origin.getSimpleName() + " uses " + target.getSimpleName());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ArchTest
    static void everyRoomIsListed(JavaClasses classes) {
        var rooms = new TreeSet<String>();
        classes.forEach(type -> rooms.add(room(type)));
        rooms.remove("");
        assertThat(rooms).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
    }

    @ArchTest
    static final ArchRule onlyTheEntryKnowsTheCommandLineOfTheSchema = noClasses()
            .that(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT, ROOT + ".schema.cli.."))))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".schema.cli.."));

    @ArchTest
    static final ArchRule theMigrationEngineKnowsNobodyWhoRunsIt = noClasses()
            .that()
            .resideInAPackage(ROOT + ".schema")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".schema.*.."));

    @ArchTest
    static final ArchRule theCommandLineOfTheSchemaKnowsNothingOfItsStartAtBoot = noClasses()
            .that()
            .resideInAPackage(ROOT + ".schema.cli..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".schema.boot.."));

    /** Nor is any of it among these classes: it would depend on itself. */
    @ArchTest
    static final ArchRule productionKnowsNothingOfDevelopment =
            noClasses().should().dependOnClassesThat(resideInAPackage(ROOT + ".schema.dev.."));

    @ArchTest
    static final ArchRule triageIsPure = noClasses()
            .that()
            .resideInAPackage(ROOT + ".triage..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.vertx..", "io.smallrye.mutiny..", "jakarta.enterprise.."));

    /**
     * A request that has begun is finished, also if its client has gone: one that is given up while it waits for a connection
     * takes the connection with it. A stream ends with its client.
     */
    @ArchTest
    static void requestsAreNotCancelled(JavaClasses classes) {
        for (var resource : classes.that(annotatedWith(Path.class))) {
            var results = resource.getMethods().stream()
                    .map(method -> method.getRawReturnType().getName())
                    .toList();
            if (results.contains(Uni.class.getName()) && !results.contains(Multi.class.getName())) {
                assertThat(resource.isAnnotatedWith(Cancellable.class))
                        .as("@Cancellable(false) on " + resource.getSimpleName())
                        .isTrue();
            }
        }
    }

    @ArchTest
    static final ArchRule noCycles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    /** The first part of the name under the root; empty for the entry. */
    private static String room(JavaClass type) {
        var rest = type.getPackageName().substring(ROOT.length());
        return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
    }
}
