package co.getanswers.platform;

/** A role of a process, started by the command of the same name. */
public enum Role {
    /** Serves the REST interface and migrates the schema, as the only role. */
    SERVE,
    /** Runs the executions of approved actions. */
    WORKER,
    /** Runs periodic jobs, on one active instance at a time. */
    SCHEDULER
}
