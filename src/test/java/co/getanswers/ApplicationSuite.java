package co.getanswers;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The other tests that run the application, in one process so that they share its starts. */
@Suite
@SelectPackages("co.getanswers")
@ExcludePackages({"co.getanswers.execution", "co.getanswers.mailbox", "co.getanswers.outage"})
@IncludeTags(ApplicationSuite.TAG)
class ApplicationSuite {
    /** The tag that Quarkus gives its tests. */
    static final String TAG = "io.quarkus.test.junit.QuarkusTest";
}
