package dev.crmpulse.simulator.crm;

import java.util.List;
import java.util.SplittableRandom;

/** Draws for one entity. Each has its own stream, so that none depends on what happened to others before. */
final class SeededRandom {
    private static final long SPREAD = 0xD1342543DE82EF95L;

    private final SplittableRandom random;

    private SeededRandom(SplittableRandom random) {
        this.random = random;
    }

    /** The stream of an entity that a seed and a number name. */
    static SeededRandom of(long seed, long number) {
        return new SeededRandom(new SplittableRandom(seed + number * SPREAD).split());
    }

    /** A stream of its own, for what must not shift the draws of this one. */
    SeededRandom split() {
        return new SeededRandom(random.split());
    }

    /** From 0 to 1, without 1. */
    double unit() {
        return random.nextDouble();
    }

    boolean hit(double probability) {
        return random.nextDouble() < probability;
    }

    /** A whole number from {@code from} to {@code to}, both included. */
    int between(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    /** Milliseconds from {@code fromMillis} to before {@code toMillis}. */
    long millis(long fromMillis, long toMillis) {
        return random.nextLong(fromMillis, toMillis);
    }

    /** A waiting time at random, of mean 1. */
    double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }

    /** A waiting time at random, in the unit of its mean. */
    long exponential(long mean) {
        return (long) (exponential() * mean);
    }

    /** At least a twelfth and at most twelve times of the median, in its unit. */
    long logNormal(long median, double sigma) {
        double factor = StrictMath.exp(sigma * random.nextGaussian());
        return (long) (Math.min(12, Math.max(1 / 12.0, factor)) * median);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
