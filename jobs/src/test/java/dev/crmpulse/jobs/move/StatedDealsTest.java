package dev.crmpulse.jobs.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.OrderKey;
import dev.crmpulse.engine.move.MoveStatement;
import org.junit.jupiter.api.Test;

class StatedDealsTest {
    private final StatedDeals stated = new StatedDeals();

    @Test
    void ofTheEventsOfADealTheFirstOneThatNamesALeadIsNewsAndTheFirstOneThatDoesNot() {
        assertThat(stated.isNews(statement("lead/L1", 5))).isTrue();
        assertThat(stated.isNews(statement("lead/L1", 6))).isFalse();
        assertThat(stated.isNews(statement("lead/L2", 7))).isFalse();
        assertThat(stated.isNews(statement("", 8))).isTrue();
        assertThat(stated.isNews(statement("", 1))).isFalse();
    }

    @Test
    void anEarlierEventMayNameAnotherLead() {
        stated.isNews(statement("lead/L1", 5));

        assertThat(stated.isNews(statement("lead/L2", 4))).isTrue();
        assertThat(stated.isNews(statement("lead/L1", 5))).isFalse();
    }

    private static MoveStatement statement(String into, int time) {
        return new MoveStatement("t", "deal/D1", into, new OrderKey(time, 0, 0, "crm", "e" + time), 0, 0);
    }
}
