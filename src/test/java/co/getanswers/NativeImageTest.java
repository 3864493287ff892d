package co.getanswers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import jakarta.activation.spi.MailcapRegistryProvider;
import jakarta.activation.spi.MimeTypeRegistryProvider;
import jakarta.mail.Provider;
import jakarta.mail.util.StreamProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the conditions for a native executable that can be seen without building one. The framework initialises all classes
 * in the build: the executable may not take over random seeds, threads, open files or libraries of native code from there.
 */
class NativeImageTest {
    /** The libraries that the project brings, apart from those that the framework's extensions prepare themselves. */
    private static final List<String> LIBRARIES = List.of(
            "java-uuid-generator",
            "picocli",
            "apache-mime4j-core",
            "apache-mime4j-dom",
            "commons-compress",
            "apache-jdkim-library",
            "jsoup",
            "guava",
            "re2j",
            "angus-mail",
            "angus-activation",
            "jakarta.mail-api",
            "jackson-module-blackbird");

    /** ICU opens its data in static initialisers of many classes, so all of it is initialised at run time. */
    private static final String ICU = "com.ibm.icu";

    /** Tink holds a source of random numbers, so all of it is initialised at run time, too. */
    private static final String TINK = "com.google.crypto.tink";

    private static final Path METADATA =
            Path.of("src", "main", "resources", "META-INF", "native-image", "co.getanswers", "getanswers");

    private static JavaClasses classes;

    @BeforeAll
    static void read() throws IOException {
        var jars = Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(Path::of)
                .filter(path -> LIBRARIES.stream()
                        .anyMatch(name -> path.getFileName().toString().matches(name + "-[0-9].*")))
                .toList();
        assertThat(jars).hasSameSizeAs(LIBRARIES);
        var importer = new ClassFileImporter().withImportOption(new DoNotIncludeTests());
        var locations = new HashSet<>(Set.of(Location.of(Path.of("target", "classes"))));
        for (var jar : jars) {
            locations.add(Location.of(new JarFile(jar.toFile())));
        }
        classes = importer.importLocations(locations);
    }

    @Test
    void noClassOfOursKeepsStateOfTheBuild() {
        assertThat(found(NativeImageTest::isOurs)).isEmpty();
    }

    @Test
    void librariesThatKeepStateAreInitialisedAtRunTime() throws IOException {
        var list = new Properties();
        try (var in = Files.newInputStream(METADATA.resolve("native-image.properties"))) {
            list.load(in);
        }
        assertThat(list.getProperty("Args")
                        .replaceFirst("^--initialize-at-run-time=", "")
                        .split(","))
                .contains(ICU, TINK)
                .filteredOn(name -> !name.equals(ICU) && !name.equals(TINK))
                .containsExactlyInAnyOrderElementsOf(
                        found(name -> !isOurs(name)).keySet());
    }

    @Test
    void theServicesOfAngusMailAreRegistered() throws IOException {
        var metadata = Files.readString(METADATA.resolve("reachability-metadata.json"));
        for (var service : List.of(
                Provider.class, StreamProvider.class, MailcapRegistryProvider.class, MimeTypeRegistryProvider.class)) {
            assertThat(metadata).contains("\"META-INF/services/" + service.getName() + "\"");
            var providers = ServiceLoader.load(service).stream()
                    .map(provider -> "\"" + provider.type().getName() + "\"")
                    .toList();
            assertThat(providers)
                    .isNotEmpty()
                    .allSatisfy(provider -> assertThat(metadata).contains(provider));
        }
    }

    /** An executable reaches only what the build sees in use: the server of dev mode must not be. */
    @Test
    void nothingUsesTheServerOfDevMode() {
        noClasses()
                .that()
                .resideInAPackage("co.getanswers..")
                .and()
                .resideOutsideOfPackage("co.getanswers.platform.embedded")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("co.getanswers.platform.embedded")
                .check(classes);
    }

    private static boolean isOurs(String name) {
        return name.startsWith("co.getanswers.");
    }

    /** The classes whose static initialiser reaches such state, each with the way there. */
    private static Map<String, String> found(Predicate<String> wanted) {
        var found = new TreeMap<String, String>();
        for (var type : classes) {
            if (wanted.test(type.getName())) {
                type.getStaticInitializer()
                        .flatMap(NativeImageTest::wayToState)
                        .ifPresent(way -> found.put(type.getName(), way));
            }
        }
        return found;
    }

    private static Optional<String> wayToState(JavaStaticInitializer start) {
        var from = new HashMap<JavaCodeUnit, String>();
        var open = new ArrayDeque<JavaCodeUnit>();
        from.put(start, start.getOwner().getSimpleName());
        open.add(start);
        while (!open.isEmpty()) {
            var unit = open.poll();
            for (var access : unit.getAccessesFromSelf()) {
                var way = from.get(unit) + " > " + access.getTargetOwner().getSimpleName() + "." + access.getName();
                if (isState(access)) {
                    return Optional.of(way);
                }
                next(access).forEach(reached -> {
                    if (from.putIfAbsent(reached, way) == null) {
                        open.add(reached);
                    }
                });
            }
        }
        return Optional.empty();
    }

    /** The code that an access runs: the method of the declared type, and the initialiser of its class. */
    private static Stream<JavaCodeUnit> next(JavaAccess<?> access) {
        var member = access.getTarget().resolveMember();
        return member.stream()
                .flatMap(resolved -> Stream.concat(
                        resolved instanceof JavaCodeUnit unit ? Stream.of(unit) : Stream.empty(),
                        resolved.getModifiers().contains(JavaModifier.STATIC)
                                        || access.getName().equals("<init>")
                                ? resolved.getOwner().getStaticInitializer().stream()
                                : Stream.<JavaCodeUnit>empty()))
                .filter(unit -> !unit.getOwner().getPackageName().startsWith("java."));
    }

    private static boolean isState(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getName();
        var name = access.getName();
        return switch (owner) {
            case "java.util.Random",
                    "java.security.SecureRandom",
                    "java.util.SplittableRandom",
                    "java.lang.Thread",
                    "java.util.Timer",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.FileReader",
                    "java.io.RandomAccessFile",
                    "java.util.zip.ZipFile",
                    "java.util.jar.JarFile" -> name.equals("<init>");
            case "java.util.concurrent.ThreadLocalRandom", "java.lang.ProcessHandle" -> name.equals("current");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.lang.System", "java.lang.Runtime" -> name.startsWith("load") || name.equals("addShutdownHook");
            case "java.util.concurrent.Executors" -> name.startsWith("new");
            case "java.nio.file.Files" -> true;
            case "java.lang.ref.Cleaner" -> name.equals("create");
            default ->
                access.getTarget()
                        .resolveMember()
                        .filter(member -> member.getModifiers().contains(JavaModifier.NATIVE))
                        .filter(member -> !owner.startsWith("java."))
                        .isPresent();
        };
    }
}
