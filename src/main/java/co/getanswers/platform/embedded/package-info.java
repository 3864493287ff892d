/**
 * The real PostgreSQL server of dev mode and tests, and the mail server of dev mode. The packaged application leaves out their
 * libraries, and the files that name them as the {@code platform.DevelopmentServer} and the {@code DevelopmentMailServer};
 * nothing else may import this package.
 *
 * <p>Nothing about the schema or a feature belongs here.
 */
@NullMarked
package co.getanswers.platform.embedded;

import org.jspecify.annotations.NullMarked;
