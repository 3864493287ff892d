package co.getanswers.platform;

/** What a process of this program does; each by the command of its name. */
public enum Role {
    /** Answers the REST interface, and alone migrates the schema. */
    SERVE,
    /** Carries out what was decided. */
    WORKER,
    /** Fires periodic work, one active instance at a time. */
    SCHEDULER
}
