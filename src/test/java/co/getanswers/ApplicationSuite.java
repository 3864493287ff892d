package co.getanswers;

import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests that run the application: one after the other they share its starts, of which each alone has its own. */
@Suite
@SelectPackages("co.getanswers")
@IncludeTags(ApplicationSuite.TAG)
class ApplicationSuite {
    /** What Quarkus tags its tests with. */
    static final String TAG = "io.quarkus.test.junit.QuarkusTest";
}
