/**
 * The migration engine: revisions and their undo scripts, the history, upgrade, downgrade, stamp, repair and adoption, the
 * lock policy, and failures as sentences that say what to do. The connection is blocking JDBC.
 *
 * <p>It reads no setting and prints nothing: callers give it a connection and a {@link Progress}. Migrations are SQL files
 * in {@code db/migration} with their undo in {@code db/undo}; no application code runs in one, and nothing here knows a
 * table of a feature.
 */
@NullMarked
package co.getanswers.schema;

import org.jspecify.annotations.NullMarked;
