import java.io.File;
import java.util.List;
import java.util.UUID;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.AuthenticationApi;
import org.openapitools.client.api.MailApi;
import org.openapitools.client.api.ReviewApi;
import org.openapitools.client.model.ActionStatus;
import org.openapitools.client.model.Card;
import org.openapitools.client.model.CardOverride;
import org.openapitools.client.model.Registration;
import org.openapitools.client.model.TokenResponse;

/** Walks through the interface with the client that openapi-generator makes for Java: URL MAILBOX. */
public final class Walk {
    private Walk() {}

    public static void main(String[] arguments) throws ApiException {
        ApiClient client = new ApiClient();
        client.setBasePath(arguments[0]);
        TokenResponse tokens = new AuthenticationApi(client)
                .register(new Registration()
                        .email(UUID.randomUUID() + "@people.example")
                        .password(UUID.randomUUID().toString())
                        .name("Walker"));
        client.setBearerToken(tokens.getAccessToken());
        MailApi mail = new MailApi(client);
        String key = UUID.randomUUID().toString();
        String[] lines = mail.importMailbox(new File(arguments[1]), key).split("\n");
        require(lines[lines.length - 1].contains("\"done\":true"), lines[lines.length - 1]);
        require(mail.importMailbox(new File(arguments[1]), key).trim().equals(lines[lines.length - 1]), "another answer");

        ReviewApi review = new ReviewApi(client);
        List<Card> cards = review.listQueue(null, null, null, null, null, 1, null, null, null, null).getCards();
        org.openapitools.client.model.Thread thread = mail.getConversation(cards.get(0).getConversationId());
        require(
                thread.getTimeline().get(0).getSenderEmail().equals(cards.get(0).getSender().getEmail()),
                thread.toString());
        int seen = 0;
        for (; !cards.isEmpty(); seen++) {
            Card decided = review.overrideCard(
                    cards.get(0).getId(), new CardOverride().reason("A walk"), UUID.randomUUID().toString());
            require(decided.getStatus() == ActionStatus.REJECTED, decided.toString());
            cards = review.listQueue(null, null, null, null, null, 1, null, null, null, null).getCards();
        }
        require(seen == 2, "cards seen: " + seen);
        require(review.getStats().getGlobalStatus().getPendingCount() == 0, "pending cards");
        require(
                new AuthenticationApi(client).getMe().getUser().getEmail().equals(tokens.getUser().getEmail()), "profile");
        try {
            review.getCard(UUID.randomUUID());
            throw new AssertionError("a card that is not there");
        } catch (ApiException absent) {
            require(absent.getCode() == 404, absent.toString());
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
