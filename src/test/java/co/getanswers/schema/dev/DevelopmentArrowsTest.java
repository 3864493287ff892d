package co.getanswers.schema.dev;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packages that development's commands may import. */
@AnalyzeClasses(packages = "co.getanswers.schema.dev", importOptions = OnlyIncludeTests.class)
class DevelopmentArrowsTest {
    private static final String SCHEMA = "co.getanswers.schema";

    @ArchTest
    static final ArchRule theyStandOnTheSchemaAndThePlatform = noClasses()
            .that(areDevelopment())
            .should()
            .dependOnClassesThat(resideInAPackage("co.getanswers..")
                    .and(resideOutsideOfPackage(SCHEMA))
                    .and(resideOutsideOfPackage(SCHEMA + ".cli"))
                    .and(resideOutsideOfPackage(SCHEMA + ".dev.."))
                    .and(resideOutsideOfPackage("co.getanswers.platform..")));

    @ArchTest
    static final ArchRule lintStandsOnTheMigrationEngineAlone = noClasses()
            .that(areDevelopment().and(resideInAPackage(SCHEMA + ".dev.lint")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    SCHEMA + ".cli", SCHEMA + ".dev", SCHEMA + ".dev.generate", "co.getanswers.platform.."));

    @ArchTest
    static final ArchRule autogenerateKnowsNeitherCommandsNorLint = noClasses()
            .that(areDevelopment().and(resideInAPackage(SCHEMA + ".dev.generate")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(SCHEMA + ".cli", SCHEMA + ".dev", SCHEMA + ".dev.lint"));

    /** Tests lie beside them in the same packages. */
    private static DescribedPredicate<JavaClass> areDevelopment() {
        return DescribedPredicate.describe(
                "are compiled from src/dev",
                type -> Files.exists(Path.of("src", "dev", "java")
                        .resolve(type.getPackageName().replace('.', '/'))
                        .resolve(type.getSource().orElseThrow().getFileName().orElseThrow())));
    }
}
