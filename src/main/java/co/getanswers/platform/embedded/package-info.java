/**
 * The real PostgreSQL server of dev mode and tests. The packaged application leaves out its libraries:
 * {@code platform.Environment}, which alone starts it, asks first whether it is available.
 *
 * <p>Nothing about the schema or a feature belongs here.
 */
@NullMarked
package co.getanswers.platform.embedded;

import org.jspecify.annotations.NullMarked;
