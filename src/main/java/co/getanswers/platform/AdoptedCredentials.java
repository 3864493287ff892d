package co.getanswers.platform;

/** The choice for clear-text credentials in a database that is taken over. */
public enum AdoptedCredentials {
    /** Encrypts them with the key of the settings. */
    SEAL,
    /** Deletes them; users connect their mailboxes again. */
    REMOVE
}
