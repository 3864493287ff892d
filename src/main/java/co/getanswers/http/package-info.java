/**
 * The edge of the REST interface: filters before the resources, limits of bodies and load, the mapping of failures to
 * problems (RFC 9457), the strictness of JSON, and the problems that operations have in common in the OpenAPI document.
 *
 * <p>No resource of a feature belongs here, and no path or rule of one: a resource declares its own {@link BodyLimit}.
 */
@NullMarked
package co.getanswers.http;

import org.jspecify.annotations.NullMarked;
