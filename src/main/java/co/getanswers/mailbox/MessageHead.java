package co.getanswers.mailbox;

/**
 * A message on the server before it is fetched.
 *
 * @param size in bytes, as the server says
 * @param passedOver true if it is no mail to be read: a draft, or marked as deleted
 */
record MessageHead(long uid, long size, boolean passedOver) {}
