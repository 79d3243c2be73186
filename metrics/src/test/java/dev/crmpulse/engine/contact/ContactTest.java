package dev.crmpulse.engine.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.TestEvent;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactTest {
    @ParameterizedTest
    @CsvSource({
        // who wrote, whether it answers, asks, and both took part
        "message.sent,     human,    true,  false, false",
        "message.sent,     bot,      false, false, false",
        "message.sent,     customer, false, false, false",
        "message.received, customer, false, true,  true",
        "message.received, human,    false, true,  true",
        "message.received, system,   false, true,  false",
        "message.received, bot,      false, false, false",
        "lead.created,     human,    false, false, false",
        "deal.stage_changed, human,  false, false, false",
    })
    void messages(String type, String actorType, boolean answers, boolean asks, boolean twoWay) {
        assertMeans(event(type, actorType, Map.of()), answers, asks, twoWay);
    }

    @ParameterizedTest
    @CsvSource({
        "human,    outbound, email,   true,  false, false",
        "human,    outbound, note,    false, false, false",
        "human,    internal, email,   false, false, false",
        "human,    internal, meeting, false, false, false",
        "human,    outbound, meeting, true,  false, true",
        "human,    '',       visit,   false, false, true",
        "bot,      outbound, email,   false, false, false",
        "system,   inbound,  email,   false, false, false",
        // what a person logs as inbound is progress, but nobody waits
        "human,    inbound,  email,   false, false, true",
        "customer, inbound,  email,   false, true,  true",
        "customer, inbound,  form,    false, false, false",
        "customer, outbound, email,   false, false, false",
        "customer, '',       meeting, false, false, false",
    })
    void activities(String actorType, String direction, String channel, boolean answers, boolean asks, boolean twoWay) {
        assertMeans(
                event("activity.logged", actorType, Map.of("direction", direction, "channel", channel)),
                answers,
                asks,
                twoWay);
    }

    @ParameterizedTest
    @CsvSource({
        // somebody spoke to somebody: nobody waits
        "human,    outbound, true,  10,   true,  false, true",
        "human,    inbound,  true,  10,   true,  false, true",
        "customer, inbound,  true,  10,   true,  false, true",
        "customer, inbound,  true,  '',   true,  false, true",
        // a misdial: that we called is what counts, and that the customer did
        "human,    outbound, true,  9,    true,  false, false",
        "human,    inbound,  true,  9,    false, false, true",
        "customer, inbound,  true,  9,    false, true,  true",
        // nobody took the call
        "human,    outbound, false, '',   false, false, false",
        "customer, inbound,  false, '',   false, true,  false",
        // it was not recorded whether somebody did
        "human,    outbound, '',    '',   true,  false, false",
        "customer, inbound,  '',    '',   false, true,  true",
        "bot,      outbound, true,  60,   false, false, false",
        "human,    internal, true,  60,   false, false, false",
    })
    void calls(
            String actorType,
            String direction,
            String connected,
            String seconds,
            boolean answers,
            boolean asks,
            boolean twoWay) {
        Map<String, Object> data = new HashMap<>(Map.of("direction", direction, "channel", "call"));
        if (!connected.isEmpty()) {
            data.put("connected", Boolean.valueOf(connected));
        }
        if (!seconds.isEmpty()) {
            data.put("duration", Integer.valueOf(seconds));
        }
        assertMeans(event("activity.logged", actorType, data), answers, asks, twoWay);
    }

    @Test
    void EdgeCase_02_onlyATalkIsATalk() {
        Map<String, Object> call = Map.of("channel", "call", "direction", "outbound", "connected", true);
        assertThat(Contact.isConversation(event("activity.logged", "human", call)))
                .isTrue();
        assertThat(Contact.isConversation(event("activity.logged", "bot", call)))
                .isFalse();
        assertThat(Contact.isConversation(event("message.sent", "human", Map.of())))
                .isFalse();
    }

    private static void assertMeans(CrmEvent event, boolean answers, boolean asks, boolean twoWay) {
        assertThat(Contact.isAnswer(event)).as("answers").isEqualTo(answers);
        assertThat(Contact.isInbound(event)).as("asks").isEqualTo(asks);
        assertThat(Contact.isTwoWay(event)).as("both took part").isEqualTo(twoWay);
    }

    private static CrmEvent event(String type, String actorType, Map<String, Object> data) {
        return TestEvent.of("e1", "2026-03-02T09:00:00Z", type, "lead/L1")
                .by("somebody", actorType)
                .saying(data)
                .event();
    }
}
