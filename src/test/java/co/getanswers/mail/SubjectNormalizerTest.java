package co.getanswers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Property;
import java.util.List;
import org.instancio.junit.InstancioExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(InstancioExtension.class)
class SubjectNormalizerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "The renewal",
                "Re: The renewal",
                "RE: re:Re : the  renewal ",
                "Fwd: FW: The renewal",
                "AW: WG: Antw: The renewal",
                "SV: VS: Vá: The renewal",
                "TR: RES: RV: Rif: The renewal",
                "Re[2]: The renewal",
                "Re(3): Re^4: The renewal",
                "[list] Re: [list] The renewal",
                "Re: [EXTERNAL] Fwd: The\trenewal",
                "回复：The renewal",
                "转发: 答复：The renewal",
                "The renewal (fwd)",
                "\u00A0The\u00A0renewal\u200B"
            })
    void whatProgramsAndListsAddIsTakenAway(String subject) {
        assertThat(SubjectNormalizer.normalised(subject)).isEqualTo("the renewal");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "Re:", "Fwd: Re: ", "回复："})
    void nothingIsLeftToCompare(String subject) {
        assertThat(SubjectNormalizer.normalised(subject)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rent: March", "Reply to this", "Information: parking", "Is it 10:30?"})
    void wordsThatOnlyLookAlikeStay(String subject) {
        assertThat(SubjectNormalizer.normalised(subject)).isEqualToIgnoringCase(subject);
    }

    @Test
    void aSubjectThatIsNothingButATagIsComparedByIt() {
        assertThat(SubjectNormalizer.normalised("Re: [Invoice 17]")).isEqualTo("[invoice 17]");
    }

    @Test
    void whatIsNormalisedStaysAsItIsAndFitsItsColumn() {
        Property.forAll(Property::text)
                .including(List.of("x".repeat(5000), "\uD83D\uDE00".repeat(256)))
                .holds(1000, subject -> {
                    var key = SubjectNormalizer.normalised(subject);
                    if (key != null) {
                        assertThat(key).isNotBlank().hasSizeLessThanOrEqualTo(512);
                        assertThat(CleanText.of(key)).isEqualTo(key);
                    }
                });
    }
}
