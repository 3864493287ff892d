package co.getanswers;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of neither other suite. */
@Suite
@SelectPackages("co.getanswers")
@ExcludePackages("co.getanswers.schema")
@ExcludeTags(ApplicationSuite.TAG)
class RemainingSuite {}
