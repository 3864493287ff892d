package co.getanswers.original;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDispositionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plan.pdf               | attachment; filename="plan.pdf"
            garden plan.pdf        | attachment; filename="garden plan.pdf"
            Maße.pdf               | attachment; filename="Ma_e.pdf"; filename*=UTF-8''Ma%C3%9Fe.pdf
            über (2) * neu.pdf     | attachment; filename="_ber (2) _ neu.pdf"; filename*=UTF-8''%C3%BCber%20%282%29%20_%20neu.pdf
            ../../notes.txt        | attachment; filename="_.._notes.txt"
            C:\\Temp\\notes.txt    | attachment; filename="C__Temp_notes.txt"
            say "no".txt           | attachment; filename="say _no_.txt"
            .profile               | attachment; filename="profile"
            CON.txt                | attachment; filename="_CON.txt"
            notes.txt. .           | attachment; filename="notes.txt"
            """)
    void theNameIsSafe(String name, String field) {
        assertThat(ContentDisposition.attachment(name)).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "a\u0000b", "txt\u202Efdp.exe", "a\u200Bb", "a\u2028b"})
    void charactersThatAreNotSeenAreReplaced(String name) {
        assertThat(ContentDisposition.safeName(name)).matches("[a-z: ._]+");
    }

    @Test
    void aLongNameKeepsItsExtension() {
        assertThat(ContentDisposition.safeName("x".repeat(250) + ".docx"))
                .hasSize(120)
                .endsWith("xx.docx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "..."})
    void thereIsAlwaysAName(String name) {
        assertThat(ContentDisposition.safeName(name)).isEqualTo("attachment");
    }
}
