/**
 * The entry of the program: its commands, the roles that each of them starts, and the demo's account. It alone may import
 * every room.
 *
 * <p>A feature belongs to a room below, and what several rooms need to {@code platform}. {@code PackageArrowsTest} holds
 * which room may import which.
 */
@NullMarked
package co.getanswers;

import org.jspecify.annotations.NullMarked;
