package co.getanswers;

import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of workers, mailboxes and outages, which start the application anew and wait more than they compute. */
@Suite
@SelectPackages({"co.getanswers.execution", "co.getanswers.mailbox", "co.getanswers.outage"})
@IncludeTags(ApplicationSuite.TAG)
class WorkSuite {}
