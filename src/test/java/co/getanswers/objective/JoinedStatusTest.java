package co.getanswers.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinedStatusTest {
    private static final Instant LONG_AGO = Instant.EPOCH;

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # the target         , other              , pending, whole, after
                    handled              , handled            , false  , true , handled
                    handled              , waiting_on_others  , false  , true , waiting_on_others
                    handled              , waiting_on_others  , false  , false, waiting_on_others
                    waiting_on_others    , handled            , false  , true , waiting_on_others
                    waiting_on_others    , waiting_on_you     , false  , true , waiting_on_you
                    waiting_on_others    , waiting_on_you     , false  , false, waiting_on_others
                    waiting_on_others    , scheduled 5        , false  , true , scheduled 5
                    waiting_on_others    , scheduled          , false  , true , waiting_on_others
                    scheduled            , waiting_on_others  , false  , true , waiting_on_others
                    scheduled            , handled            , false  , true , scheduled
                    scheduled 7          , scheduled 5        , false  , true , scheduled 5
                    scheduled 7          , scheduled          , false  , true , scheduled 7
                    scheduled 7          , waiting_on_others  , false  , true , scheduled 7
                    scheduled 7          , waiting_on_you     , false  , false, scheduled 7
                    scheduled 7          , handled            , true   , false, waiting_on_you
                    handled              , muted              , false  , true , handled
                    handled              , muted              , true   , true , waiting_on_you
                    muted                , waiting_on_you     , true   , true , muted
                    """)
    void theMostUrgentStatusWins(String target, String other, boolean pending, boolean whole, String after) {
        var joined = JoinedStatus.after(objective(target), objective(other), pending, whole);

        assertThat(joined.status().value()
                        + (joined.dueAt() == null ? "" : " " + joined.dueAt().getEpochSecond()))
                .isEqualTo(after);
    }

    private static ObjectiveView objective(String told) {
        var words = told.split(" ");
        var status = ObjectiveStatus.valueOf(words[0].toUpperCase(java.util.Locale.ROOT));
        @Nullable Instant due = words.length == 1 ? null : Instant.ofEpochSecond(Long.parseLong(words[1]));
        return new ObjectiveView(UUID.randomUUID(), "Renewal", status, due, LONG_AGO, LONG_AGO);
    }
}
