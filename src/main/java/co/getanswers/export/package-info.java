/**
 * The export of everything that belongs to a user, as one archive that is written while it is downloaded.
 *
 * <p>Which columns it has, and which are left out for what reason, stands in {@code ExportedTables}; a test holds it against
 * the database. Nothing here changes anything.
 */
@NullMarked
package co.getanswers.export;

import org.jspecify.annotations.NullMarked;
