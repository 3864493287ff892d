package co.getanswers.delivery;

/** A way to send replies. */
public interface Transport {
    /**
     * Sends a reply; blocks until the result is known.
     *
     * @param gate begun just before the server may accept the reply; not begun when sending it again does no harm
     * @return the receiving server's or mailbox's name of the mail
     * @throws DeliveryFailure when the reply was not sent, or may or may not have been
     */
    String send(Reply reply, SendGate gate) throws DeliveryFailure;
}
