package co.getanswers.delivery;

/** A way by which replies leave. */
public interface Transport {
    /**
     * Sends a reply; blocks until it is known what became of it.
     *
     * @param gate to be begun just before the reply may be accepted; not where sending it again does no harm
     * @return what the one who took it calls it
     * @throws DeliveryFailure where it was not sent, or this can't be known
     */
    String send(Reply reply, SendGate gate) throws DeliveryFailure;
}
