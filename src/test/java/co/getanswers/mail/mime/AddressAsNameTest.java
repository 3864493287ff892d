package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.Participant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that look like addresses: the address in angle brackets is the one that counts. */
class AddressAsNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ada@home.example <eve@else.example>              | ada@home.example",
                "ada@home.example<eve@else.example>               | ada@home.example",
                "\"ada@home.example\" <eve@else.example>          | ada@home.example",
                "Ada ada@home.example <eve@else.example>          | Ada ada@home.example",
                "\"Ada\" ada@home.example <eve@else.example>      | Ada ada@home.example",
                "ada@home.example via eve <eve@else.example>      | ada@home.example via eve",
                "=?utf-8?q?ada=40home.example?= <eve@else.example> | ada@home.example"
            })
    void theSenderIsInTheAngleBrackets(String from, String name) {
        assertThat(Eml.read("From: " + from + "\n\n").sender()).isEqualTo(new Participant("eve@else.example", name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada <ada@home.example>, eve@else.example",
                "ada@home.example, Eve <eve@else.example>",
                "\"Lovelace, Ada\" <ada@home.example>, Eve <eve@else.example>",
                "Team: Ada <ada@home.example>, eve@else.example;"
            })
    void listsAreReadAsBefore(String to) {
        assertThat(Eml.read("To: " + to + "\n\n").recipients())
                .extracting(Participant::email)
                .containsExactly("ada@home.example", "eve@else.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada <ada@home.example>, Eve <eve@else.example>",
                "Ada <ada@home.example> <eve@else.example>",
                "Ada <ada@home.example>\r\nFrom: Eve <eve@else.example>"
            })
    void severalAuthorsAreAllAnswered(String from) {
        var mail = Eml.read("From: " + from + "\n\n");

        assertThat(mail.sender().email()).isEqualTo("ada@home.example");
        assertThat(mail.addresses().replyTo())
                .extracting(Participant::email)
                .containsExactly("ada@home.example", "eve@else.example");
    }

    @Test
    void replyToStandsForTheAuthors() {
        var mail = Eml.read("From: ada@home.example, eve@else.example\nReply-To: desk@home.example\n\n");

        assertThat(mail.addresses().replyTo()).extracting(Participant::email).containsExactly("desk@home.example");
    }
}
