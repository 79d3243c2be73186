package dev.crmpulse.metrics.tier;

import dev.crmpulse.engine.event.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One stretch in one tier, running while it has no reason to have ended. */
final class TierEpisode {
    private final String tier;
    private final long startedAt;
    private final long pointsAtStart;
    private long points;
    private int touches;
    private long endedAt;
    private String endReason = "";

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

    void write(DataOutput out) throws IOException {
        BinaryCodec.writeText(out, tier);
        BinaryCodec.writeVarLong(out, startedAt);
        writePoints(out, pointsAtStart);
        writePoints(out, points);
        BinaryCodec.writeVarLong(out, touches);
        BinaryCodec.writeText(out, endReason);
        if (!endReason.isEmpty()) {
            BinaryCodec.writeVarLong(out, endedAt - startedAt);
        }
    }

    static TierEpisode read(DataInput in) throws IOException {
        TierEpisode episode = new TierEpisode(BinaryCodec.readText(in), BinaryCodec.readVarLong(in), readPoints(in));
        episode.points = readPoints(in);
        episode.touches = (int) BinaryCodec.readVarLong(in);
        episode.endReason = BinaryCodec.readText(in);
        if (!episode.endReason.isEmpty()) {
            episode.endedAt = episode.startedAt + BinaryCodec.readVarLong(in);
        }
        return episode;
    }

    /** Points may be negative; few of either sign are to take one byte. */
    private static void writePoints(DataOutput out, long points) throws IOException {
        BinaryCodec.writeVarLong(out, (points << 1) ^ (points >> 63));
    }

    private static long readPoints(DataInput in) throws IOException {
        long written = BinaryCodec.readVarLong(in);
        return (written >>> 1) ^ -(written & 1);
    }
}
