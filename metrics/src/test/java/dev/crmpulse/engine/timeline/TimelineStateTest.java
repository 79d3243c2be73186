package dev.crmpulse.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.pipeline.SalesCycleFold;
import dev.crmpulse.metrics.pipeline.StageDwellFold;
import dev.crmpulse.metrics.response.FirstResponseFold;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineStateTest {
    private static final Timeline SLAS = new Timeline("slas", List.of(new DeadlineFold()));
    private static final Timeline NOTHING = new Timeline("slas", List.of());
    private static final EntityKey LEAD = EntityKey.of("t", "lead/L1");

    /**
     * Schema 1. A changed line means that state written by the last release is read wrongly: raise the schema number
     * and keep reading this form.
     */
    private static final String SLAS_WITH_SCHEMA_1 =
            "01010000019cae6b660000280363726d0265330300017fffffffffffffff010000019cadfd8900010000019cae3d"
                    + "9f4000000003002ec64e002ec64f002ec6500103544f59011f020000019cadc6"
                    + "9a800862726561636865640000019cae06b0c0046b657074";

    /** The frame, then each fold on lines of its own. */
    private static final String ENGAGEMENT_WITH_SCHEMA_1 =
            "01010000019cae347780003c0363726d0265350500017fffffffffffffff000000000005002ec651002ec652002e"
                    + "c64e002ec64f002ec6500b"
                    + "024d31014902057265702d31057265702d32024431024331057265702d310000010000019cadc69a80010000"
                    + "019cadc69a80010000019cadcfc2400100000000000927c0010000019cadc784e000"
                    + "024d32011c02057265702d31057265702d320102443101057265702d3302433100"
                    + "034d3262013502057265702d31057265702d320102443101057265702d33024331010000019cadcfc2400000"
                    + "057265702d31057265702d32010000"
                    + "024d330134024431024331057265702d31000100000001057265702d31000000019cadc69a80010000019cad"
                    + "c69a8001c0cf24057265702d32"
                    + "024d34016402057265702d31057265702d3201024431000101057265702d33010444656d6f01000001"
                    + "9cadfd8900057265702d31010444656d6f010444656d6f057265702d31000000019cadfd8900010000019cae"
                    + "347780057265702d33044c4f5354057072696365"
                    + "024d35015202057265702d31057265702d3201024431000101057265702d33010444656d6f010444656d6f"
                    + "010500000000034555520205707269636500010000019cadfd89000000019cadfd8900010000019cae347780"
                    + "034d3237012502057265702d31057265702d320102443102433100000001024431000101057265702d3300"
                    + "024d39010104"
                    + "024d36012702057265702d31057265702d320102443102433100000001024431000101057265702d33000100"
                    + "034d323301020000"
                    + "034d3130015702057265702d31057265702d320102443101057265702d33024331010363726d026533000001"
                    + "9cadcfc24000057265702d320568756d616e057265702d310000010000086f7574626f756e64000000000000"
                    + "0000000000";

    /** The folds of a release that knew no more, and the same state as it wrote it. */
    private static final Timeline THREE_FOLDS =
            new Timeline("engagement", List.of(new FirstResponseFold(), new StageDwellFold(), new SalesCycleFold()));

    private static final String THREE_FOLDS_WITH_SCHEMA_1 =
            "01010000019cae347780003c0363726d0265350500017fffffffffffffff000000000005002ec651002ec652002e"
                    + "c64e002ec64f002ec65003"
                    + "024d31014902057265702d31057265702d32024431024331057265702d310000010000019cadc69a80010000"
                    + "019cadc69a80010000019cadcfc2400100000000000927c0010000019cadc784e000"
                    + "024d34016402057265702d31057265702d3201024431000101057265702d33010444656d6f01000001"
                    + "9cadfd8900057265702d31010444656d6f010444656d6f057265702d31000000019cadfd8900010000019cae"
                    + "347780057265702d33044c4f5354057072696365"
                    + "024d35015202057265702d31057265702d3201024431000101057265702d33010444656d6f010444656d6f"
                    + "010500000000034555520205707269636500010000019cadfd89000000019cadfd8900010000019cae347780";

    private static final String SEAL = "00000000000000010000000000000002ffffffffffffffff";

    @Test
    void theWrittenFormIsTheOneOfItsSchema() throws IOException {
        assertThat(TimelineState.SCHEMA).isEqualTo(1);
        assertThat(Bytes.walked(out -> SLAS.write(overrunState(), out)).hex()).isEqualTo(SLAS_WITH_SCHEMA_1);
        assertThat(Bytes.walked(out -> Timelines.ENGAGEMENT.write(engagementState(), out))
                        .hex())
                .isEqualTo(ENGAGEMENT_WITH_SCHEMA_1);
    }

    @Test
    void stateOfTheLastReleaseIsReadAndWrittenAgain() throws IOException {
        TimelineState slas = SLAS.read(new Bytes(SLAS_WITH_SCHEMA_1).in());
        TimelineState engagement = Timelines.ENGAGEMENT.read(new Bytes(ENGAGEMENT_WITH_SCHEMA_1).in());

        assertThat(Bytes.walked(out -> SLAS.write(slas, out)).hex()).isEqualTo(SLAS_WITH_SCHEMA_1);
        assertThat(Bytes.walked(out -> Timelines.ENGAGEMENT.write(engagement, out))
                        .hex())
                .isEqualTo(ENGAGEMENT_WITH_SCHEMA_1);
    }

    @Test
    void stateOfAReleaseWithFewerFoldsIsReadAndTheOthersHaveSeenNothing() throws IOException {
        TimelineState state = Timelines.ENGAGEMENT.read(new Bytes(THREE_FOLDS_WITH_SCHEMA_1).in());
        TimelineState again = THREE_FOLDS.read(
                Bytes.walked(out -> Timelines.ENGAGEMENT.write(state, out)).in());

        assertThat(state.states)
                .filteredOn(each -> each != null)
                .as("M1, M4, M5")
                .hasSize(3);
        assertThat(state.states).hasSameSizeAs(Timelines.ENGAGEMENT.folds());
        assertThat(Bytes.walked(out -> THREE_FOLDS.write(again, out)).hex()).isEqualTo(THREE_FOLDS_WITH_SCHEMA_1);
    }

    @Test
    void everythingThatDecidesIsReadAgain() throws IOException {
        TimelineState written = overrunState();
        written.timerSet(77);
        TimelineState state =
                SLAS.read(Bytes.walked(out -> SLAS.write(written, out)).in());

        assertThat(state.last).isEqualTo(written.last);
        assertThat(state.lastMillis())
                .isEqualTo(Instant.parse("2026-03-02T12:00:00Z").toEpochMilli());
        assertThat(state.accepted).isEqualTo(3);
        assertThat(state.revision).isEqualTo(1);
        assertThat(state.timerAtMillis()).isEqualTo(77);
        assertThat(state.lastFiredDeadlineMillis)
                .as("10:00, an hour after the message of 9:00")
                .isEqualTo(Instant.parse("2026-03-02T10:00:00Z").toEpochMilli());
        assertThat(state.earliestSkippedDeadlineMillis)
                .as("11:10, an hour after the message of 10:10, before the answer of 12:00")
                .isEqualTo(Instant.parse("2026-03-02T11:10:00Z").toEpochMilli());
        assertThat(state.retired()).isEqualTo(new RetiredKey(written.lastMillis(), 3, 1));
    }

    @Test
    void theHeadOfARootNothingIsKnownOfIsReadAgain() throws IOException {
        TimelineState state =
                SLAS.read(Bytes.walked(out -> SLAS.write(SLAS.newState(), out)).in());

        assertThat(state.last).isNull();
        assertThat(state.lastMillis()).isEqualTo(Long.MIN_VALUE);
        assertThat(state.timerAtMillis()).isEqualTo(TimelineState.NO_TIMER);
        assertThat(state.lastFiredDeadlineMillis).isEqualTo(Long.MIN_VALUE);
        assertThat(state.earliestSkippedDeadlineMillis).isEqualTo(Fold.NEVER);
        assertThat(state.states).containsExactly((BinaryState) null);
        assertThat(SLAS.newState().timerAtMillis()).isEqualTo(TimelineState.NO_TIMER);
    }

    @Test
    void aFoldThatIsNoMoreLeavesNothing() throws IOException {
        TimelineState state = NOTHING.read(
                Bytes.walked(out -> SLAS.write(overrunState(), out)).in());

        assertThat(state.states).isEmpty();
        assertThat(state.accepted).isEqualTo(3);
    }

    @Test
    void aFoldThatIsNewHasSeenNothingAndOneOfAnotherVersionBeginsAnew() throws IOException {
        Bytes withoutFold = Bytes.walked(out -> NOTHING.write(NOTHING.newState(), out));
        assertThat(SLAS.read(withoutFold.in()).states).containsExactly((BinaryState) null);

        String olderVersion =
                Bytes.walked(out -> SLAS.write(overrunState(), out)).hex().replace("03544f5901", "03544f5902");
        assertThat(SLAS.read(new Bytes(olderVersion).in()).states).containsExactly((BinaryState) null);
    }

    @Test
    void anUnknownSchemaIsRefused() {
        assertThatThrownBy(() -> SLAS.read(new Bytes("02").in()))
                .isInstanceOf(IOException.class)
                .hasMessage("state schema 2 is unknown here, this release reads up to 1");
    }

    @Test
    void aRetiredKeyIsWrittenInThreeNumbers() throws IOException {
        RetiredKey retired = new RetiredKey(1, 2, -1);

        assertThat(Bytes.of(retired::write).hex()).isEqualTo(SEAL);
        assertThat(RetiredKey.NONE.read(new Bytes(SEAL).in())).isEqualTo(retired);
    }

    /** Asked at 9:00 and silent until the horizon, 10:05; asked at 10:10, answered at 12:00, which it knows of early. */
    private static TimelineState overrunState() {
        TimelineState state = SLAS.newState();
        new TimelineProcessor(SLAS, Policies.NONE)
                .process(
                        LEAD,
                        state,
                        events(
                                TestEvent.of("e1", "2026-03-02T09:00:00Z", "message.received", "lead/L1"),
                                TestEvent.of("e2", "2026-03-02T10:10:00Z", "message.received", "lead/L1"),
                                TestEvent.of("e3", "2026-03-02T12:00:00Z", "message.sent", "lead/L1")),
                        Instant.parse("2026-03-02T10:05:00Z").toEpochMilli(),
                        List::of);
        return state;
    }

    private static TimelineState engagementState() {
        TimelineState state = Timelines.ENGAGEMENT.newState();
        Map<String, Object> deal = Map.of("lead_id", "L1", "stage", "Demo", "amount", 5, "currency", "EUR");
        new TimelineProcessor(Timelines.ENGAGEMENT, Policies.NONE)
                .process(
                        LEAD,
                        state,
                        events(
                                TestEvent.of("e1", "2026-03-02T09:00:00Z", "lead.created", "lead/L1")
                                        .saying(Map.of("owner", "rep-1", "customer_id", "C1")),
                                TestEvent.of("e2", "2026-03-02T09:01:00Z", "message.sent", "lead/L1")
                                        .by("bot-1", "bot"),
                                TestEvent.of("e3", "2026-03-02T09:10:00Z", "message.sent", "lead/L1")
                                        .by("rep-2", "human"),
                                TestEvent.of("e4", "2026-03-02T10:00:00Z", "deal.created", "deal/D1")
                                        .saying(deal),
                                TestEvent.of("e5", "2026-03-02T11:00:00Z", "deal.lost", "deal/D1")
                                        .saying(Map.of("lead_id", "L1", "reason", "price", "owner", "rep-3"))),
                        Long.MIN_VALUE,
                        List::of);
        return state;
    }

    private static List<CrmEvent> events(TestEvent... deliveries) {
        List<CrmEvent> events = new ArrayList<>();
        for (TestEvent event : deliveries) {
            events.add(event.event());
        }
        return events;
    }
}
