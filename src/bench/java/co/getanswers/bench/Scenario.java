package co.getanswers.bench;

import java.util.List;

/**
 * What people ask for, and the same asked of the yardstick and of PostgreSQL alone.
 *
 * @param yardstick in the order of {@code service}; empty where it has no such path
 * @param sql with its parameters as {@code $1} and so on; null where one statement is not all
 * @param parameters of the statement, for each of some people
 */
record Scenario(
        String name, List<Request> service, List<Request> yardstick, String sql, List<List<String>> parameters) {}
