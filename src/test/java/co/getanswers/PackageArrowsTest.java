package co.getanswers;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may use which: features stand on those below them, and only the program's entry knows all. */
@AnalyzeClasses(packages = "co.getanswers", importOptions = DoNotIncludeTests.class)
class PackageArrowsTest {
    private static final String ROOT = "co.getanswers";

    @ArchTest
    static final ArchRule arrowsPointDown = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .layer("entry")
            .definedBy(ROOT)
            .layer("work")
            .definedBy(ROOT + ".work..")
            .layer("intake")
            .definedBy(ROOT + ".intake..")
            .layer("review")
            .definedBy(ROOT + ".review..")
            .layer("agent")
            .definedBy(ROOT + ".agent..")
            .layer("policy")
            .definedBy(ROOT + ".policy..")
            .layer("objective")
            .definedBy(ROOT + ".objective..")
            .layer("mail")
            .definedBy(ROOT + ".mail..")
            .layer("auth")
            .definedBy(ROOT + ".auth..")
            .layer("account")
            .definedBy(ROOT + ".account..")
            .layer("migration")
            .definedBy(ROOT + ".migration..")
            .layer("platform")
            .definedBy(ROOT + ".platform..")
            .whereLayer("entry")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("migration")
            .mayOnlyBeAccessedByLayers("entry")
            .whereLayer("work")
            .mayOnlyBeAccessedByLayers("entry")
            .whereLayer("intake")
            .mayOnlyBeAccessedByLayers("entry")
            .whereLayer("review")
            .mayOnlyBeAccessedByLayers("entry")
            .whereLayer("auth")
            .mayOnlyBeAccessedByLayers("entry")
            .whereLayer("agent")
            .mayOnlyBeAccessedByLayers("entry", "work", "intake", "review")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers("entry", "work", "intake", "review", "agent")
            .whereLayer("objective")
            .mayOnlyBeAccessedByLayers("entry", "work", "intake", "review", "agent")
            .whereLayer("mail")
            .mayOnlyBeAccessedByLayers("entry", "work", "intake", "review", "agent", "policy", "objective")
            .whereLayer("account")
            .mayOnlyBeAccessedByLayers(
                    "entry", "work", "intake", "review", "agent", "policy", "objective", "mail", "auth");

    @ArchTest
    static final ArchRule migrationStandsOnThePlatformAlone = noClasses()
            .that()
            .resideInAPackage(ROOT + ".migration..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "..")
                    .and(not(resideInAnyPackage(ROOT + ".migration..", ROOT + ".platform.."))));

    @ArchTest
    static final ArchRule noCycles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();
}
