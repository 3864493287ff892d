package co.getanswers;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the migrations, which take about as long as all others without the application. */
@Suite
@SelectPackages("co.getanswers.schema")
@ExcludeTags(ApplicationSuite.TAG)
class MigrationSuite {}
