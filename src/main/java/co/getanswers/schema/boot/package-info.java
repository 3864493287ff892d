/**
 * The schema at the start of a role: {@code serve} upgrades it in the background, other roles wait until it is there, and
 * the health checks report it.
 *
 * <p>Commands and their output belong to {@code schema.cli}, which is unknown here. Other rooms learn the state from
 * {@code platform.database.SchemaStatus}.
 */
@NullMarked
package co.getanswers.schema.boot;

import org.jspecify.annotations.NullMarked;
