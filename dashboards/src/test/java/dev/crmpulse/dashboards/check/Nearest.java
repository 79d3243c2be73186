package dev.crmpulse.dashboards.check;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that was probably meant. */
final class Nearest {
    private Nearest() {}

    /** What to do about an unknown name. */
    static String remedy(String written, Collection<String> known) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        int farthest = (written.length() + 2) / 3;
        return known.stream()
                .filter(name -> distance.apply(written, name) <= farthest)
                .min(Comparator.comparingInt(name -> distance.apply(written, name)))
                .map(name -> "did you mean '" + name + "'?")
                .orElse("known are " + String.join(", ", known.stream().sorted().toList()));
    }
}
