package dev.crmpulse.metrics.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.crmpulse.engine.event.BinaryReader;
import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.StoredTimeline;
import dev.crmpulse.engine.timeline.Timeline;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnerSpanFoldTest {
    private static final OwnerSpanFold FOLD = new OwnerSpanFold();

    /** A changed line means that state written by the last release is read wrongly. */
    private static final String STATE =
            "024431024331057265702d34046c696e65010000010000019cadca440003057265702d31000000019cadc69a"
                    + "80010000019cadc69a8002e0d40300057265702d3206726567696f6e0000019cadc784e0010000019cadc69a"
                    + "8001c0a907057265702d33057265702d34046c696e650000019cadcb2e60010000019cadca440000";

    @Test
    void aLeadIsClosedWhileNoOwnerOwesAnAnswer() {
        OwnerSpanFold.State state = FOLD.create();
        assertThat(FOLD.closed(state)).as("not created").isTrue();
        apply(state, created("e1", "09:00"));
        assertThat(FOLD.closed(state)).as("nobody's").isTrue();
        apply(state, given("e2", "09:10", "rep-1", "region"));
        assertThat(FOLD.closed(state)).as("rep-1's").isFalse();
        apply(state, answered("e3", "09:20"));
        assertThat(FOLD.closed(state)).as("answered").isTrue();
        apply(state, given("e4", "09:30", "rep-2", ""));
        assertThat(FOLD.closed(state)).as("rep-2's").isFalse();
        apply(state, event("e5", "09:40", "lead.merged"));
        assertThat(FOLD.closed(state)).as("merged").isTrue();
    }

    @Test
    void whatIsNoLeadHasNoSpans() {
        assertThat(spans(
                        TestEvent.of("e1", "2026-03-02T09:00:00Z", "lead.created", "deal/D1")
                                .saying(Map.of("owner", "rep-1")),
                        TestEvent.of("e2", "2026-03-02T09:00:00Z", "lead.created", "form/7")
                                .saying(Map.of("owner", "rep-1"))))
                .isEmpty();
    }

    @Test
    void whatNoMetricReadsNamesNoDealAndNoCustomer() {
        assertThat(spans(
                        event("e0", "08:00", "x.scanned").saying(Map.of("deal_id", "D9", "customer_id", "C9")),
                        created("e1", "09:00").saying(Map.of("owner", "rep-1"))))
                .extracting(row -> row.get("deal_id"), row -> row.get("customer_id"))
                .containsExactly(tuple("", ""));
    }

    @Test
    void theGroundIsOfWhateverNamedTheOwnerLastBeforeTheSpanBegan() {
        assertThat(spans(
                        given("e1", "08:00", "rep-1", "region"),
                        given("e2", "08:30", "rep-1", "manual"),
                        created("e3", "09:00")))
                .as("the second assignment names the same owner, and no span has begun yet")
                .extracting(row -> row.get("ground"))
                .containsExactly("manual");
        assertThat(spans(
                        given("e1", "08:00", "rep-1", "region"),
                        created("e2", "09:00").saying(Map.of("owner", "rep-1"))))
                .as("the creation names the same owner itself")
                .extracting(row -> row.get("ground"))
                .containsExactly("");
    }

    @Test
    void aPersonWhomTheCrmDoesNotNameIsNotTakenForTheOwner() {
        assertThat(spans(
                        created("e1", "09:00").saying(Map.of("owner", "rep-1")),
                        answered("e2", "09:10").by("", "human")))
                .extracting(row -> row.get("end_reason"), row -> row.get("responder"))
                .containsExactly(tuple("answered", ""));
    }

    @Test
    void aCustomerWhoWritesAfterTheCreationWaitsSinceTheCreation() {
        assertThat(spans(created("e1", "09:00"), asked("e2", "09:10"), given("e3", "09:20", "rep-1", "")))
                .extracting(row -> row.get("customer_wait_started_at"))
                .containsExactly(millis("09:00"));
    }

    @Test
    void theOldestUnansweredMessageShowsSinceWhenTheCustomerWaits() {
        assertThat(spans(
                        created("e1", "09:00"),
                        answered("e2", "09:05"),
                        asked("e3", "09:10"),
                        asked("e4", "09:15"),
                        given("e5", "09:20", "rep-1", "")))
                .extracting(row -> row.get("customer_wait_started_at"))
                .containsExactly(millis("09:10"));
    }

    @Test
    void aLeadThatEndedBeforeItsCreationHasNoSpans() {
        assertThat(spans(
                        asked("e1", "08:00"),
                        event("e2", "08:30", "lead.disqualified"),
                        created("e3", "09:00").saying(Map.of("owner", "rep-1"))))
                .isEmpty();
    }

    @Test
    void theStateIsWrittenInTheFormThatIsReadAgain() throws IOException {
        OwnerSpanFold.State state = FOLD.create();
        apply(state, created("e1", "09:00").saying(Map.of("owner", "rep-1", "customer_id", "C1", "deal_id", "D1")));
        apply(state, given("e2", "09:01", "rep-2", "region"));
        apply(state, answered("e3", "09:03"));
        apply(state, asked("e4", "09:04"));
        apply(state, given("e5", "09:05", "rep-4", "line"));
        Bytes bytes = Bytes.of(state::write);

        assertThat(bytes.hex()).isEqualTo(STATE);
        assertThat(facts(bytes.into(FOLD.create()))).isEqualTo(facts(state)).hasSize(3);
    }

    @Test
    void theEndOfALeadIsRememberedInItsState() throws IOException {
        OwnerSpanFold.State state = FOLD.create();
        apply(state, created("e1", "09:00").saying(Map.of("owner", "rep-1")));
        apply(state, event("e2", "09:01", "lead.deleted"));
        OwnerSpanFold.State again = Bytes.of(state::write).into(FOLD.create());
        apply(again, given("e3", "09:02", "rep-2", "line"));

        assertThat(facts(again)).as("none begins after the end").hasSize(1).isEqualTo(facts(state));
    }

    @Test
    void anEndOfANewerReleaseIsRefused() throws IOException {
        assertThat(Bytes.of(SpanEnd.CODES, SpanEnd.values()).hex()).isEqualTo("0001020304");
        assertThatThrownBy(() -> new BinaryReader(new Bytes("05").in()).code(null, SpanEnd.CODES))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("unknown code 5 of SpanEnd");
    }

    private static void apply(OwnerSpanFold.State state, TestEvent event) {
        FOLD.apply(state, event.event(), TenantPolicies.NONE);
    }

    private static List<OwnerSpan> facts(OwnerSpanFold.State state) {
        List<OwnerSpan> facts = new ArrayList<>();
        FOLD.facts(state, EntityKey.of("t", "lead/L1"), facts::add);
        return facts;
    }

    private static List<Map<String, Object>> spans(TestEvent... events) {
        StoredTimeline stored = new StoredTimeline(new Timeline("m3", List.of(FOLD)));
        stored.deliver(List.of(events));
        return stored.published("owner_span");
    }

    private static long millis(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z").toEpochMilli();
    }

    private static TestEvent created(String id, String time) {
        return event(id, time, "lead.created");
    }

    private static TestEvent given(String id, String time, String owner, String ground) {
        return event(id, time, "lead.assigned").saying(Map.of("owner", owner, "ground", ground));
    }

    private static TestEvent asked(String id, String time) {
        return event(id, time, "message.received").by("C1", "customer");
    }

    private static TestEvent answered(String id, String time) {
        return event(id, time, "message.sent").by("rep-3", "human");
    }

    private static TestEvent event(String id, String time, String type) {
        return TestEvent.of(id, "2026-03-02T" + time + ":00Z", type, "lead/L1");
    }
}
