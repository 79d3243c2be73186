package dev.crmpulse.soak.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Which kills a replay has to survive, in the order of the records at which they strike.
 *
 * @param seed from which the points came; print it, so that a failure can be run again
 */
public record KillSchedule(long seed, List<Kill> kills) {
    public KillSchedule {
        kills = List.copyOf(kills);
    }

    /**
     * Kills at random points, one in each of as many equal parts of the input; task manager and ClickHouse take turns.
     *
     * @param records of the input
     * @param longestDelay largest delay after the record; the interval between two checkpoints is a good choice
     */
    public static KillSchedule random(long seed, int kills, long records, Duration longestDelay) {
        Random random = new Random(seed);
        List<Kill> points = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            Victim victim = i % 2 == 0 ? Victim.TASK_MANAGER : Victim.CLICKHOUSE;
            long atRecord = (long) ((i + random.nextDouble()) * records / kills);
            points.add(
                    new Kill(victim, atRecord, Duration.ofMillis(random.nextInt((int) longestDelay.toMillis() + 1))));
        }
        return new KillSchedule(seed, points);
    }

    /** The same after one of the task manager while the job starts, at most this long after its submission. */
    public KillSchedule afterOneAtSubmission(Duration longestDelay) {
        List<Kill> all = new ArrayList<>();
        int millis = new Random(~seed).nextInt((int) longestDelay.toMillis() + 1);
        all.add(new Kill(Victim.TASK_MANAGER, Kill.AT_SUBMISSION, Duration.ofMillis(millis)));
        all.addAll(kills);
        return new KillSchedule(seed, all);
    }

    @Override
    public String toString() {
        return kills.size() + " kills of seed " + seed + ": "
                + kills.stream().map(Kill::toString).collect(Collectors.joining(", "));
    }
}
