package co.getanswers.schema.boot;

import co.getanswers.schema.Progress;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Takeover;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Logs the progress of a migration. */
final class LogProgress implements Progress {
    private static final Logger LOG = Logger.getLogger(SchemaStart.class);

    @Override
    public void waiting() {
        LOG.info("Waiting for another instance, which is migrating the schema");
    }

    @Override
    public void upgrading(@Nullable Revision from, Revision to) {
        LOG.debugf("Revision %s begins", to.title());
    }

    @Override
    public void running(Revision revision, Duration since, String reason) {
        LOG.infof("Revision %s runs for %d s: %s", revision.title(), since.toSeconds(), reason);
    }

    @Override
    public void upgraded(@Nullable Revision from, Revision to, Duration took) {
        LOG.debugf("Revision %s (%d ms)", to.title(), took.toMillis());
    }

    @Override
    public void ranTogether(List<Revision> revisions, Duration took) {
        LOG.debugf("%d revisions in one transaction (%d ms)", revisions.size(), took.toMillis());
    }

    @Override
    public void separating(List<Revision> revisions) {
        LOG.infof("%d revisions can't share a transaction, and run one by one", revisions.size());
    }

    @Override
    public void retrying(Revision revision, String why, int attempt, int retries, Duration pause) {
        LOG.warnf(
                "Revision %s, did not get its lock (%s); retry %d of %d in %d ms",
                revision.title(), why, attempt, retries, pause.toMillis());
    }

    @Override
    public void removedInvalidIndexes(Revision revision, List<String> indexes) {
        LOG.infof(
                "Dropped the invalid indexes that an interrupted build of revision %s left: %s",
                revision.id(), String.join(", ", indexes));
    }

    @Override
    public void adopted(Takeover takeover) {
        takeover.lines().forEach(LOG::info);
    }
}
