package co.getanswers.delivery;

import java.util.UUID;

/** The transports by users' own mail servers. */
public interface AccountTransports {
    /**
     * The transport by the server of an account; blocks.
     *
     * @throws DeliveryFailure when the server is not known, or must not be connected to
     */
    Transport of(UUID userId, UUID accountId) throws DeliveryFailure;
}
