/**
 * The access to PostgreSQL that all features share: the pool with a limit on every wait, the settings of the database, the
 * recognition of failures that pass, and the state of the schema.
 *
 * <p>No statement of a feature belongs here, and nothing that brings the schema up to date: that is {@code schema.boot},
 * which reports to {@link SchemaStatus}.
 */
@NullMarked
package co.getanswers.platform.database;

import org.jspecify.annotations.NullMarked;
