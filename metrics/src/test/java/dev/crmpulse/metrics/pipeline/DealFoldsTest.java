package dev.crmpulse.metrics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.crmpulse.engine.event.BinaryReader;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.StoredTimeline;
import dev.crmpulse.engine.timeline.Timeline;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DealFoldsTest {
    static List<Fold<?, ?>> folds() {
        return List.of(new StageDwellFold(), new SalesCycleFold());
    }

    @ParameterizedTest
    @MethodSource("folds")
    <S extends BinaryState> void aRootIsClosedWhenAllItsDealsAre(Fold<S, ?> fold) {
        S state = fold.create();
        assertThat(fold.closed(state)).as("no deal").isTrue();
        fold.apply(state, event("e1", "09:00", "deal.created", "D1").event(), TenantPolicies.NONE);
        fold.apply(state, event("e2", "09:00", "deal.created", "D2").event(), TenantPolicies.NONE);
        fold.apply(state, event("e3", "10:00", "deal.won", "D1").event(), TenantPolicies.NONE);
        assertThat(fold.closed(state)).as("D2 is open").isFalse();
        fold.apply(state, event("e4", "11:00", "deal.lost", "D2").event(), TenantPolicies.NONE);
        assertThat(fold.closed(state)).as("both are closed").isTrue();
        fold.apply(state, event("e5", "12:00", "deal.reopened", "D1").event(), TenantPolicies.NONE);
        assertThat(fold.closed(state)).as("D1 goes on").isFalse();
    }

    @ParameterizedTest
    @MethodSource("folds")
    void aDealEventThatSaysOfNoDealIsNotOfAny(Fold<?, ?> fold) {
        StoredTimeline stored = new StoredTimeline(new Timeline("deals", List.of(fold)));
        stored.deliver(List.of(TestEvent.of("e1", "2026-03-02T09:00:00Z", "deal.created", "lead/L1")
                .saying(Map.of("stage", "Demo"))));

        assertThat(stored.published()).isEmpty();
    }

    @Test
    void theFirstStageOfADealBelongsToWhoOwnedItWhenItWasCreated() {
        StoredTimeline stored = new StoredTimeline(new Timeline("m4", List.of(new StageDwellFold())));
        stored.deliver(List.of(
                event("e1", "09:00", "deal.created", "D1").saying(Map.of("owner", "rep-1")),
                event("e2", "10:00", "deal.owner_changed", "D1").saying(Map.of("owner", "rep-2")),
                event("e3", "12:00", "deal.stage_changed", "D1").saying(Map.of("from", "Lead", "to", "Demo"))));

        assertThat(stored.published("stage_visit"))
                .extracting(row -> row.get("stage"), row -> row.get("owner"), row -> row.get("owner_at_exit"))
                .containsExactly(tuple("Lead", "rep-1", "rep-2"), tuple("Demo", "rep-2", ""));
    }

    @Test
    void aSecondCreationNamesTheStageThatAReopeningEnters() {
        StoredTimeline stored = new StoredTimeline(new Timeline("m4", List.of(new StageDwellFold())));
        stored.deliver(List.of(
                event("e1", "09:00", "deal.created", "D1").saying(Map.of("stage", "Lead")),
                event("e2", "10:00", "deal.created", "D1").saying(Map.of("stage", "Demo")),
                event("e3", "11:00", "deal.lost", "D1"),
                event("e4", "12:00", "deal.reopened", "D1")));

        assertThat(stored.published("stage_visit"))
                .extracting(row -> row.get("stage"), row -> row.get("next_stage"))
                .containsExactly(tuple("Lead", "LOST"), tuple("Demo", ""));
    }

    @Test
    void anOutcomeOfANewerReleaseIsRefused() throws IOException {
        assertThat(Bytes.of(Outcome.CODES, Outcome.values()).hex()).isEqualTo("000102");
        assertThatThrownBy(() -> new BinaryReader(new Bytes("03").in()).code(null, Outcome.CODES))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("unknown code 3 of Outcome");
    }

    private static TestEvent event(String id, String time, String type, String deal) {
        return TestEvent.of(id, "2026-03-02T" + time + ":00Z", type, "deal/" + deal);
    }
}
