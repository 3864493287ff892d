package co.getanswers.bench;

import java.util.List;

/**
 * What people ask for, and the same asked of the yardstick and of PostgreSQL alone.
 *
 * @param yardstick in the order of {@code service}; null where it has no such path
 * @param scripts each as often as the others; empty where PostgreSQL alone can't do it
 */
record Scenario(String name, Requests service, Requests yardstick, List<Pgbench.Script> scripts) {
    Requests requests(Server server) {
        return server.name.equals(Server.YARDSTICK) ? yardstick : service;
    }
}
