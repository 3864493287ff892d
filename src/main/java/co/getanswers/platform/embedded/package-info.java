/**
 * The real PostgreSQL server of dev mode and tests. The packaged application leaves out its libraries, and the file that
 * names it as the {@code platform.DevelopmentServer}; nothing else may import this package.
 *
 * <p>Nothing about the schema or a feature belongs here.
 */
@NullMarked
package co.getanswers.platform.embedded;

import org.jspecify.annotations.NullMarked;
