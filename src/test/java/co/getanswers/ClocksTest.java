package co.getanswers;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;

/** The clock of the packages that store times which instances compare: the database's, not that of the instance. */
@AnalyzeClasses(packages = "co.getanswers", importOptions = DoNotIncludeTests.class)
class ClocksTest {
    private static final Set<String> CLOCKS = Set.of(
            Instant.class.getName(),
            OffsetDateTime.class.getName(),
            ZonedDateTime.class.getName(),
            LocalDate.class.getName(),
            Clock.class.getName());

    /**
     * The classes whose times are nowhere stored: the expiry of a token, the bounds of a plausible date, the pace of a
     * stream, the end of retries.
     */
    private static final String PASSING =
            "co.getanswers.(auth.BearerTokenAuthentication|intake.Intake|intake.ImportProgress|intake.MailboxImport)";

    @ArchTest
    static final ArchRule TIMES_ARE_THE_DATABASES = noClasses()
            .that()
            .resideInAnyPackage(
                    "co.getanswers.account..",
                    "co.getanswers.action..",
                    "co.getanswers.auth..",
                    "co.getanswers.delivery..",
                    "co.getanswers.execution..",
                    "co.getanswers.intake..",
                    "co.getanswers.mailbox..",
                    "co.getanswers.objective..",
                    "co.getanswers.original..",
                    "co.getanswers.policy..",
                    "co.getanswers.review..",
                    "co.getanswers.scheduler..")
            .and()
            .haveNameNotMatching(PASSING)
            .should()
            .callMethodWhere(describe("the instance's clock is read", ClocksTest::readsTheInstancesClock));

    private static boolean readsTheInstancesClock(JavaMethodCall call) {
        return CLOCKS.contains(call.getTargetOwner().getName())
                && (call.getName().equals("now") || call.getName().startsWith("system"));
    }
}
