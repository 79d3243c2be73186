package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactSubject;

/**
 * One wait of one side for the reply of the other.
 *
 * @param channel of the first unanswered message
 * @param messages how many the reply answers
 */
public record Reply(
        String id, FactSubject subject, ReplyOwners owners, String channel, int messages, ReplyTiming timing)
        implements Fact {
    @Override
    public String tenant() {
        return subject.tenant();
    }

    @Override
    public long startedAt() {
        return timing.startedAt();
    }

    Long endedAt() {
        return timing.endedAt();
    }
}
