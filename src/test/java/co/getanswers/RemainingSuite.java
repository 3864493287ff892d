package co.getanswers;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests outside the other suites. */
@Suite
@SelectPackages("co.getanswers")
@ExcludePackages("co.getanswers.schema")
@ExcludeTags(ApplicationSuite.TAG)
class RemainingSuite {}
