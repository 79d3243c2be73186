package dev.crmpulse.metrics.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.crmpulse.engine.event.BinaryReader;
import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.StoredTimeline;
import dev.crmpulse.engine.timeline.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaitFoldsTest {
    private static final ReplyFold NEXT_RESPONSE = ReplyFold.nextResponse();
    private static final ReplyFold CUSTOMER_REPLY = ReplyFold.customerReply();

    /** A changed line means that state written by the last release is read wrongly. */
    private static final String NEXT_RESPONSE_STATE =
            "04057265702d31000102443101057265702d37024331050000019cadc69a8002443102696d057265702d370572"
                    + "65702d3202010000019cadc784e001c0cf24057265702d370000019cadfd89000005656d61696c057265702d"
                    + "3100010002e0d403000000019cae3477800005656d61696c057265702d3100010003c0a907000000019cae6b"
                    + "66000005656d61696c057265702d3100010004a0fe0a000000019caea254800005656d61696c057265702d31"
                    + "00010000";

    private static final String CUSTOMER_REPLY_STATE =
            "04057265702d31000102443101057265702d37024331010000019cadcfc2400005656d61696c057265702d3105"
                    + "7265702d32010001c08db701057265702d31";

    static List<Fold<Waits, ?>> folds() {
        return List.of(NEXT_RESPONSE, CUSTOMER_REPLY);
    }

    @Test
    void theCustomerWaitsUntilAPersonRepliesAndWeUntilTheCustomerDoes() {
        Waits customer = NEXT_RESPONSE.create();
        Waits us = CUSTOMER_REPLY.create();
        assertThat(NEXT_RESPONSE.closed(customer)).as("nobody wrote").isTrue();
        assertThat(CUSTOMER_REPLY.closed(us)).as("nobody wrote").isTrue();

        apply(question("e1", "10:00"), customer, us);
        assertThat(NEXT_RESPONSE.closed(customer)).as("the customer wrote").isFalse();
        assertThat(CUSTOMER_REPLY.closed(us)).as("the customer wrote").isTrue();

        apply(reply("e2", "10:30"), customer, us);
        assertThat(NEXT_RESPONSE.closed(customer)).as("we replied").isTrue();
        assertThat(CUSTOMER_REPLY.closed(us))
                .as("we replied, and nobody owes us an answer")
                .isTrue();

        apply(event("e3", "11:00", "lead.deleted"), customer, us);
        assertThat(NEXT_RESPONSE.closed(customer)).as("the lead is no more").isTrue();
        assertThat(CUSTOMER_REPLY.closed(us)).as("the lead is no more").isTrue();
    }

    @ParameterizedTest
    @MethodSource("folds")
    void whatIsNeitherLeadNorDealHasNoWaits(Fold<Waits, ?> fold) {
        StoredTimeline stored = new StoredTimeline(new Timeline("waits", List.of(fold)));
        stored.deliver(List.of(
                TestEvent.of("e1", "2026-03-02T09:00:00Z", "message.sent", "form/7")
                        .by("rep-1", "human"),
                TestEvent.of("e2", "2026-03-02T09:00:00Z", "message.received", "customer/C1")));

        assertThat(stored.published()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("folds")
    void whatNoMetricReadsNamesNoCustomer(Fold<Waits, ?> fold) {
        StoredTimeline stored = new StoredTimeline(new Timeline("waits", List.of(fold)));
        stored.deliver(List.of(
                event("e0", "08:00", "x.scanned").saying(Map.of("customer_id", "C9")),
                question("e1", "10:00"),
                reply("e2", "10:30"),
                event("e3", "11:00", "lead.behavior").saying(Map.of("customer_id", "C1")),
                event("e4", "11:01", "lead.behavior").saying(Map.of("customer_id", "C2"))));

        assertThat(stored.published().values()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("customer_id", "C1"));
    }

    @Test
    void aPersonWhomTheCrmDoesNotNameIsNotTakenForTheOwner() {
        StoredTimeline stored = new StoredTimeline(new Timeline("waits", List.of(NEXT_RESPONSE, CUSTOMER_REPLY)));
        stored.deliver(List.of(
                event("e0", "09:00", "lead.assigned").saying(Map.of("owner", "rep-1")),
                question("e1", "10:00"),
                reply("e2", "10:30").by("", "human")));

        assertThat(stored.published("next_response"))
                .extracting(row -> row.get("responder"), row -> row.get("owner_at_reply"))
                .containsExactly(tuple("", "rep-1"));
        assertThat(stored.published("customer_reply"))
                .extracting(row -> row.get("sender"), row -> row.get("owner"))
                .containsExactly(tuple("", "rep-1"));
    }

    @Test
    void theLastOwnerOfEachDealIsKeptApart() {
        StoredTimeline stored = new StoredTimeline(new Timeline("m2", List.of(NEXT_RESPONSE)));
        stored.deliver(List.of(
                ofDeal("e1", "08:00", "deal.created", "D1").saying(Map.of("lead_id", "L1", "owner", "rep-1")),
                ofDeal("e2", "08:10", "deal.created", "D2").saying(Map.of("lead_id", "L1", "owner", "rep-2")),
                ofDeal("e3", "08:20", "deal.owner_changed", "D1").saying(Map.of("lead_id", "L1", "owner", "rep-3")),
                ofDeal("e4", "08:30", "deal.won", "D1").saying(Map.of("lead_id", "L1")),
                ofDeal("e5", "09:00", "message.received", "D1").saying(Map.of("lead_id", "L1", "owner", "rep-9")),
                reply("e6", "09:10"),
                ofDeal("e7", "10:00", "message.received", "D2").saying(Map.of("lead_id", "L1"))));

        assertThat(stored.published("next_response"))
                .extracting(row -> row.get("deal_id"), row -> row.get("owner"))
                .containsExactly(tuple("D1", "rep-3"), tuple("D2", "rep-2"));
    }

    @Test
    void theStateIsWrittenInTheFormThatIsReadAgain() throws IOException {
        Waits customer = NEXT_RESPONSE.create();
        Waits us = CUSTOMER_REPLY.create();
        for (TestEvent event : everyKindOfWait()) {
            apply(event, customer, us);
        }
        Bytes ofCustomer = Bytes.of(customer::write);
        Bytes ofUs = Bytes.of(us::write);

        assertThat(ofCustomer.hex()).isEqualTo(NEXT_RESPONSE_STATE);
        assertThat(ofUs.hex()).isEqualTo(CUSTOMER_REPLY_STATE);
        assertThat(facts(NEXT_RESPONSE, ofCustomer.into(NEXT_RESPONSE.create())))
                .isEqualTo(facts(NEXT_RESPONSE, customer))
                .hasSize(5);
        assertThat(facts(CUSTOMER_REPLY, ofUs.into(CUSTOMER_REPLY.create())))
                .isEqualTo(facts(CUSTOMER_REPLY, us))
                .hasSize(1);
    }

    @Test
    void anEndOfANewerReleaseIsRefused() throws IOException {
        assertThat(Bytes.of(WaitEnd.CODES, WaitEnd.values()).hex()).isEqualTo("0001020304");
        assertThatThrownBy(() -> new BinaryReader(new Bytes("05").in()).code(null, WaitEnd.CODES))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("unknown code 5 of WaitEnd");
    }

    /** Of the customer: replied after a bot, disqualified, merged, deleted, open. Of us: replied. */
    private static List<TestEvent> everyKindOfWait() {
        return List.of(
                event("e01", "08:00", "lead.assigned").saying(Map.of("owner", "rep-1")),
                ofDeal("e02", "08:10", "deal.created", "D1").saying(Map.of("lead_id", "L1", "owner", "rep-7")),
                question("e03", "09:00").saying(Map.of("channel", "im", "deal_id", "D1", "customer_id", "C1")),
                event("e04", "09:01", "message.sent").by("bot-1", "bot"),
                question("e05", "09:02"),
                reply("e06", "09:10"),
                question("e07", "10:00"),
                event("e08", "10:01", "lead.disqualified"),
                question("e09", "11:00"),
                event("e10", "11:02", "lead.merged"),
                question("e11", "12:00"),
                event("e12", "12:03", "lead.deleted"),
                question("e13", "13:00"));
    }

    private static void apply(TestEvent event, Waits customer, Waits us) {
        NEXT_RESPONSE.apply(customer, event.event(), TenantPolicies.NONE);
        CUSTOMER_REPLY.apply(us, event.event(), TenantPolicies.NONE);
    }

    private static <F extends Fact> List<F> facts(Fold<Waits, F> fold, Waits waits) {
        List<F> facts = new ArrayList<>();
        fold.facts(waits, EntityKey.of("t", "lead/L1"), facts::add);
        return facts;
    }

    private static TestEvent question(String id, String time) {
        return event(id, time, "message.received").by("C1", "customer").saying(Map.of("channel", "email"));
    }

    private static TestEvent reply(String id, String time) {
        return event(id, time, "message.sent").by("rep-2", "human").saying(Map.of("channel", "email"));
    }

    private static TestEvent event(String id, String time, String type) {
        return TestEvent.of(id, "2026-03-02T" + time + ":00Z", type, "lead/L1");
    }

    private static TestEvent ofDeal(String id, String time, String type, String deal) {
        return TestEvent.of(id, "2026-03-02T" + time + ":00Z", type, "deal/" + deal);
    }
}
