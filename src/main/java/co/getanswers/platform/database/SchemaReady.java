package co.getanswers.platform.database;

/** The event that the schema is what this version needs, fired once, on the thread that found it so. */
public record SchemaReady() {}
