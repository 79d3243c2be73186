package dev.crmpulse.metrics.tier;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import java.io.IOException;

/** One stretch in one tier, running while it has no reason to have ended. */
final class TierEpisode implements BinaryState {
    private String tier = "";
    private long startedAt;
    private long pointsAtStart;
    private long points;
    private int touches;
    private long endedAt;
    private String endReason = "";

    /** One to be read. */
    TierEpisode() {}

    TierEpisode(String tier, long startedAt, long points) {
        this.tier = tier;
        this.startedAt = startedAt;
        this.pointsAtStart = points;
        this.points = points;
    }

    void score(long newPoints) {
        points = newPoints;
    }

    void touch() {
        touches++;
    }

    void end(long atMillis, String reason) {
        endedAt = atMillis;
        endReason = reason;
    }

    String tier() {
        return tier;
    }

    long startedAt() {
        return startedAt;
    }

    long pointsAtStart() {
        return pointsAtStart;
    }

    long points() {
        return points;
    }

    int touches() {
        return touches;
    }

    Long endedAt() {
        return endReason.isEmpty() ? null : (Long) endedAt;
    }

    String endReason() {
        return endReason;
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        tier = f.text(tier);
        startedAt = f.varLong(startedAt);
        pointsAtStart = f.signedVarLong(pointsAtStart);
        points = f.signedVarLong(points);
        touches = f.varInt(touches);
        endReason = f.text(endReason);
        if (!endReason.isEmpty()) {
            endedAt = startedAt + f.varLong(endedAt - startedAt);
        }
    }
}
