package dev.crmpulse.metrics.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeopleFoldTest {
    private static final PeopleFold FOLD = new PeopleFold();

    /** A changed line means that state written by the last release is read wrongly: raise the definition's version. */
    private static final String WRITTEN =
            "020000019cadc69a800141014d0152046c65616406616374697665000000019cadc69a800142014d0152046c65616406"
                    + "61637469766500";

    @Test
    void theWrittenFormStaysAsItIsAndIsReadAgain() throws IOException {
        PeopleFold.State state = folded(
                changed("e1", Map.of("team", "A", "manager", "M", "region", "R", "role", "lead", "status", "active")),
                changed("e2", Map.of("team", "B")));

        assertThat(Bytes.of(state::write).hex()).isEqualTo(WRITTEN);
        assertThat(facts(new Bytes(WRITTEN).into(FOLD.create()), "rep/rep-1"))
                .isEqualTo(facts(state, "rep/rep-1"))
                .extracting(Person::id)
                .containsExactly("rep-1/1", "rep-1/2");
    }

    @Test
    void aPersonIsExpectedToChangeUntilTheyHaveLeft() {
        TestEvent active = changed("e1", Map.of("status", "active"));
        TestEvent left = changed("e2", Map.of("status", "left"));
        TestEvent moved = changed("e3", Map.of("team", "B"));
        TestEvent back = changed("e4", Map.of("status", "active"));

        assertThat(FOLD.closed(folded())).as("nothing known").isTrue();
        assertThat(FOLD.closed(folded(active))).as("active").isFalse();
        assertThat(FOLD.closed(folded(active, left))).as("left").isTrue();
        assertThat(FOLD.closed(folded(active, left, moved))).as("still left").isTrue();
        assertThat(FOLD.closed(folded(active, left, back))).as("back").isFalse();
    }

    @Test
    void whatIsNoPersonHasNoRow() {
        PeopleFold.State state = folded(changed("e1", Map.of("team", "A")));

        assertThat(facts(state, "hr/4711")).isEmpty();
        assertThat(facts(state, "rep/rep-1")).hasSize(1);
    }

    private static PeopleFold.State folded(TestEvent... events) {
        PeopleFold.State state = FOLD.create();
        for (TestEvent event : events) {
            FOLD.apply(state, event.event(), TenantPolicies.NONE);
        }
        return state;
    }

    private static List<Person> facts(PeopleFold.State state, String subject) {
        List<Person> facts = new ArrayList<>();
        FOLD.facts(state, EntityKey.of("t", subject), facts::add);
        return facts;
    }

    private static TestEvent changed(String id, Map<String, Object> data) {
        return TestEvent.of(id, "2026-03-02T09:00:00Z", "rep.changed", "rep/rep-1")
                .saying(data);
    }
}
