package co.getanswers.mailbox;

/**
 * A folder as its server describes it when it is opened.
 *
 * @param uidNext the UID that the next message gets, at least
 * @param messages the number of messages in it
 * @param highestModSeq the number of its latest change (RFC 7162); negative where the server counts none
 */
record ServerFolder(long uidValidity, long uidNext, int messages, long highestModSeq) {}
