/**
 * The ways by which mail arrives (upload, mailbox file, command line, later a sub-package for each provider) and the path
 * that all of them share: parse, thread, group, triage and store a batch in one mailbox transaction.
 *
 * <p>{@link IngestPlanner} decides without a database; only the snapshot's reader and the writer know tables. Rules about
 * threads belong to {@code mail}, about proposals to {@code triage}, and about bytes to {@code mail.mime}.
 */
@NullMarked
package co.getanswers.intake;

import org.jspecify.annotations.NullMarked;
