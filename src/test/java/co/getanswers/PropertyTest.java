package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.instancio.Instancio.gen;

import java.util.ArrayList;
import java.util.List;
import org.instancio.junit.InstancioExtension;
import org.instancio.junit.Seed;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InstancioExtension.class)
@TestMethodOrder(MethodName.class)
class PropertyTest {
    private static final List<Object> SEEDED = new ArrayList<>();

    private record Case(List<Integer> numbers, String text, int kept) {}

    @Test
    void aFailingValueIsReducedAndShown() {
        var property = Property.forAll(() -> new Case(List.of(1, 2, 3, 4, 5), "some text", 7));

        assertThatThrownBy(() -> property.holds(
                        1,
                        c -> assertThat(c.numbers().contains(4) && c.text().contains("x"))
                                .isFalse()))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Fails for Case[numbers=[4], text=x, kept=7]: ");
    }

    @Test
    void givenValuesComeFirst() {
        var tried = new ArrayList<Integer>();
        Property.forAll(() -> 3).including(List.of(1, 2)).holds(2, tried::add);

        assertThat(tried).containsExactly(1, 2, 3, 3);
    }

    @Test
    @Seed(17)
    void oneSeed() {
        SEEDED.add(List.of(Property.text(), gen().longs().get()));
    }

    @Test
    @Seed(17)
    void oneSeedGeneratesTheSameValuesAgain() {
        SEEDED.add(List.of(Property.text(), gen().longs().get()));

        assertThat(SEEDED.get(0)).isEqualTo(SEEDED.get(SEEDED.size() - 1));
        assertThat(SEEDED).hasSize(2);
    }
}
