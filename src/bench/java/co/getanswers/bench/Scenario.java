package co.getanswers.bench;

import java.util.List;

/**
 * Requests to the service, and the same work for the yardstick, for the predecessor's stack, and for PostgreSQL alone.
 *
 * @param yardstick in the order of {@code service}; null if it has no such path
 * @param scripts each as often as the others; empty if PostgreSQL alone can't do it
 */
record Scenario(String name, Requests service, Requests yardstick, List<Pgbench.Script> scripts) {
    Requests requests(Server server) {
        return server.name.equals(Server.YARDSTICK) || server.name.equals(Server.PREDECESSOR) ? yardstick : service;
    }
}
