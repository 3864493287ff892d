package co.getanswers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import co.getanswers.platform.DevelopmentMailServer;
import co.getanswers.platform.DevelopmentServer;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Proxy;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Keeps reflection out of the shipped code, but for the exceptions here: a native executable contains only members that
 * its build found in use, and those that are reached by name must be registered.
 */
@AnalyzeClasses(packages = "co.getanswers", importOptions = DoNotIncludeTests.class)
class ReflectionTest {
    /** The class whose reflective access is registered in META-INF/native-image. */
    private static final String REGISTERED = "co.getanswers.schema.MigrationSession";

    private static final Set<String> BY_NAME = Set.of(
            "forName",
            "getDeclaredConstructor",
            "getDeclaredConstructors",
            "getConstructor",
            "getDeclaredField",
            "getDeclaredFields",
            "getField",
            "getFields",
            "getDeclaredMethod",
            "getDeclaredMethods",
            "getMethod",
            "getMethods",
            "newInstance");

    @ArchTest
    static final ArchRule nothingIsReachedByItsName = noClasses()
            .that(areShipped())
            .should()
            .accessTargetWhere(
                    DescribedPredicate.describe("reaches something by its name", ReflectionTest::isReflection));

    private static DescribedPredicate<JavaClass> areShipped() {
        var development = DescribedPredicate.<JavaClass>describe(
                "find the servers of dev mode",
                type -> type.getName().equals(DevelopmentServer.class.getName())
                        || type.getName().equals(DevelopmentMailServer.class.getName()));
        var built = DescribedPredicate.<JavaClass>describe(
                "are asked while an executable is built, where everything is there",
                type -> type.getName().equals("co.getanswers.http.JsonFieldNameProvider"));
        var resources = DescribedPredicate.<JavaClass>describe(
                "look at the methods of resources, which the framework registers since a filter asks for one",
                type -> type.getName().equals("co.getanswers.http.AllowedMethods"));
        return DescribedPredicate.not(development.or(built).or(resources))
                .and(DescribedPredicate.describe(
                        "are not registered", type -> !type.getName().startsWith(REGISTERED)));
    }

    private static boolean isReflection(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return owner.isEquivalentTo(Class.class) && BY_NAME.contains(access.getName())
                || owner.getPackageName().equals("java.lang.reflect")
                        && Set.of("invoke", "newInstance", "setAccessible", "newProxyInstance")
                                .contains(access.getName())
                || owner.isEquivalentTo(Proxy.class)
                || owner.isEquivalentTo(ServiceLoader.class);
    }
}
