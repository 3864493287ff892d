package co.getanswers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Property;
import co.getanswers.mail.mime.Eml;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.mail.mime.MboxReader;
import co.getanswers.mail.mime.SharedMail;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.instancio.Instancio;
import org.instancio.junit.InstancioExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InstancioExtension.class)
class ThreadingTest {
    private static final Comparator<Integer> OLDEST_FIRST = Comparator.naturalOrder();

    @Test
    void anyOrderOfArrivalGivesTheSameThreads() {
        holdsInAnyOrder(
                ownMail(),
                List.of(
                        Set.of("offer-1@acme.example", "offer-2@home.example", "offer-3@acme.example"),
                        Set.of("left@home.example", "right@acme.example", "joins-both@partner.example"),
                        Set.of("orphan-1@home.example", "orphan-2@acme.example"),
                        Set.of(
                                "d6edb39e08f3e34c3e26401efa1dc80c5f938a208de6941b78139497e8a2b4af@sha256.invalid",
                                "answers-the-long-one@home.example"),
                        Set.of("alone@elsewhere.example")));
    }

    @Test
    void publicMailGivesTheThreadsThatNotmuchFinds() throws IOException {
        holdsInAnyOrder(publicMail(), expectedThreads());
    }

    private static void holdsInAnyOrder(List<ParsedMail> mail, List<Set<String>> expected) {
        Property.forAll(Instancio.gen().longs()::get).holds(300, seed -> {
            var arriving = new ArrayList<>(mail);
            Collections.shuffle(arriving, new Random(seed));
            assertThat(threads(arriving))
                    .as(() -> "arriving as "
                            + arriving.stream().map(ParsedMail::messageId).toList())
                    .containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void theSamePublicMailTwiceIsNothingNew() throws IOException {
        var mail = publicMail();
        mail.addAll(List.copyOf(mail));
        assertThat(threads(mail)).containsExactlyInAnyOrderElementsOf(expectedThreads());
    }

    @Test
    void aMessageThatMeetsNothingOpensAConversation() {
        var decision = Threading.decide(List.of("a", "b"), Map.<String, Integer>of(), OLDEST_FIRST);
        assertThat(decision.conversation()).isNull();
        assertThat(decision.unrecorded()).containsExactly("a", "b");
    }

    @Test
    void aMessageJoinsTheConversationItMeets() {
        assertThat(Threading.decide(List.of("new", "known"), Map.of("known", 7), OLDEST_FIRST))
                .isEqualTo(new Threading.Decision<>(7, List.of(), List.of("new")));
    }

    @Test
    void aMessageBetweenConversationsMergesThemIntoTheOldest() {
        assertThat(Threading.decide(List.of("new", "a", "b", "c"), Map.of("a", 9, "b", 3, "c", 9), OLDEST_FIRST))
                .isEqualTo(new Threading.Decision<>(3, List.of(9), List.of("new")));
    }

    /** The steps of the intake, with maps in place of its tables. */
    private static List<Set<String>> threads(List<ParsedMail> arriving) {
        var recorded = new HashMap<String, Integer>();
        var messages = new HashMap<String, Integer>();
        var next = 0;
        for (var mail : arriving) {
            var ids = Threading.ids(mail);
            var known = recorded.entrySet().stream()
                    .filter(entry -> ids.contains(entry.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            var decision = Threading.decide(ids, known, OLDEST_FIRST);
            var conversation = decision.conversation() == null ? Integer.valueOf(next++) : decision.conversation();
            decision.unrecorded().forEach(id -> recorded.put(id, conversation));
            recorded.replaceAll((id, old) -> decision.absorbed().contains(old) ? conversation : old);
            messages.replaceAll((id, old) -> decision.absorbed().contains(old) ? conversation : old);
            messages.put(mail.messageId(), conversation);
        }
        return List.copyOf(messages.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())))
                .values());
    }

    private static List<ParsedMail> ownMail() {
        try {
            var mail = new ArrayList<ParsedMail>();
            var mailbox = new MboxReader(new ByteArrayInputStream(Eml.file("threads.mbox")));
            for (var item = mailbox.next(); item.isPresent(); item = mailbox.next()) {
                mail.add(MailReader.read(item.get().raw(), Eml.NOW));
            }
            return mail;
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<ParsedMail> publicMail() {
        return SharedMail.files(SharedMail.folder().resolve("threads")).stream()
                .map(file -> MailReader.read(SharedMail.bytes(file), Eml.NOW))
                .collect(Collectors.toList());
    }

    private static List<Set<String>> expectedThreads() throws IOException {
        return new ObjectMapper()
                .readValue(
                        SharedMail.folder().resolve("expected-threads.json").toFile(),
                        new TypeReference<List<Set<String>>>() {});
    }
}
