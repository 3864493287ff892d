/**
 * Types that every feature stands on and none owns: failures, settings from the environment, roles and jobs, paging,
 * identifiers, values of enums, back-off and work off the event loop.
 *
 * <p>Nothing here knows a table, a path or a rule of the product, and nothing here imports another package of it. A type
 * that one feature alone uses belongs to that feature.
 */
@NullMarked
package co.getanswers.platform;

import org.jspecify.annotations.NullMarked;
