package dev.crmpulse.simulator.crm;

import java.util.PriorityQueue;

/** What is still to happen, in the order of simulated time; at one moment, in the order of its planning. */
final class Schedule {
    private final PriorityQueue<Planned> planned = new PriorityQueue<>();
    private long plannedCount;
    private long nowMillis = Long.MIN_VALUE;

    /** Something that happens at a moment, in milliseconds since 1970 UTC. */
    interface Action {
        void happen(long nowMillis);
    }

    private record Planned(long atMillis, long number, Action action) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void at(long millis, Action action) {
        if (millis < nowMillis) {
            throw new IllegalStateException("planned " + (nowMillis - millis) + " ms into the past");
        }
        planned.add(new Planned(millis, plannedCount++, action));
    }

    /** When the next thing happens, {@link Long#MAX_VALUE} if nothing does. */
    long nextMillis() {
        Planned next = planned.peek();
        return next == null ? Long.MAX_VALUE : next.atMillis;
    }

    void runNext() {
        Planned next = planned.remove();
        nowMillis = next.atMillis;
        next.action.happen(nowMillis);
    }

    int size() {
        return planned.size();
    }
}
