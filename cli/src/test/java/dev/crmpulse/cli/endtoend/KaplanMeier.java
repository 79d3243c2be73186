package dev.crmpulse.cli.endtoend;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Kaplan and Meier's estimate as textbooks define it, from nothing but the list of lifetimes: the product, over the moments
 * until then at which something ended, of the share of those still watched that did not end.
 */
final class KaplanMeier {
    private final List<Lifetime> lifetimes;

    KaplanMeier(List<Lifetime> lifetimes) {
        this.lifetimes = List.copyOf(lifetimes);
    }

    /**
     * How long something was watched.
     *
     * @param ended whether it ended then, or went on
     */
    record Lifetime(int hours, boolean ended) {}

    /** The share that goes on beyond each hour at which something ended or was watched no longer. */
    SortedMap<Integer, Double> curve() {
        SortedMap<Integer, Double> curve = new TreeMap<>();
        for (Lifetime lifetime : lifetimes) {
            curve.put(lifetime.hours, survival(lifetime.hours));
        }
        return curve;
    }

    private double survival(int hours) {
        return lifetimes.stream()
                .filter(lifetime -> lifetime.ended && lifetime.hours <= hours)
                .mapToInt(Lifetime::hours)
                .distinct()
                .mapToDouble(moment -> 1 - (double) ending(moment) / atRisk(moment))
                .reduce(1, (one, other) -> one * other);
    }

    private long ending(int moment) {
        return lifetimes.stream()
                .filter(lifetime -> lifetime.ended && lifetime.hours == moment)
                .count();
    }

    private long atRisk(int moment) {
        return lifetimes.stream().filter(lifetime -> lifetime.hours >= moment).count();
    }
}
