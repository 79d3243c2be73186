package dev.crmpulse.metrics.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.entity.LeadOwner;
import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.StoredTimeline;
import dev.crmpulse.engine.timeline.Timeline;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstResponseFoldTest {
    private static final FirstResponseFold FOLD = new FirstResponseFold();
    private static final TestEvent CREATED = TestEvent.of("e1", "2026-03-02T09:00:00Z", "lead.created", "lead/L1");
    private static final TestEvent ANSWER = TestEvent.of("e2", "2026-03-02T09:30:00Z", "message.sent", "lead/L1")
            .by("rep-1", "human");

    @Test
    void aLeadIsClosedUnlessSomebodyIsStillExpectedToAnswer() {
        FirstResponseFold.State state = FOLD.create();
        assertThat(FOLD.closed(state)).as("not created").isTrue();
        FOLD.apply(state, CREATED.event(), TenantPolicies.NONE);
        assertThat(FOLD.closed(state)).as("waiting").isFalse();
        FOLD.apply(state, ANSWER.event(), TenantPolicies.NONE);
        assertThat(FOLD.closed(state)).as("answered").isTrue();
    }

    @Test
    void aCancelledLeadIsClosed() {
        FirstResponseFold.State state = FOLD.create();
        FOLD.apply(state, CREATED.event(), TenantPolicies.NONE);
        FOLD.apply(
                state,
                TestEvent.of("e2", "2026-03-02T09:30:00Z", "lead.deleted", "lead/L1")
                        .event(),
                TenantPolicies.NONE);

        assertThat(FOLD.closed(state)).isTrue();
    }

    @Test
    void whatNoMetricReadsNamesNoDealAndNoCustomer() {
        StoredTimeline stored = new StoredTimeline(new Timeline("m1", List.of(FOLD)));
        stored.deliver(List.of(
                CREATED,
                TestEvent.of("e0", "2026-03-02T08:00:00Z", "x.scanned", "lead/L1")
                        .saying(Map.of("deal_id", "D9", "customer_id", "C9"))));

        assertThat(stored.published("first_response"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("deal_id", "").containsEntry("customer_id", ""));
    }

    @Test
    void whatIsNoLeadHasNoFirstResponse() {
        StoredTimeline stored = new StoredTimeline(new Timeline("m1", List.of(FOLD)));
        stored.deliver(List.of(
                TestEvent.of("e1", "2026-03-02T09:00:00Z", "lead.created", "deal/D1"),
                TestEvent.of("e2", "2026-03-02T09:00:00Z", "lead.created", "form/7")));

        assertThat(stored.published()).isEmpty();
    }

    @Test
    void aPhaseOfANewerReleaseIsRefused() {
        assertThatThrownBy(() -> new Bytes("05").into(new LeadOwner()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("unknown code 5 of Phase");
    }
}
