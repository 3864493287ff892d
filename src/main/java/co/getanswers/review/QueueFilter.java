package co.getanswers.review;

/** The queue's tabs. */
enum QueueFilter {
    ALL,
    HIGH_RISK,
    LOW_CONFIDENCE
}
