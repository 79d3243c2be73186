package dev.crmpulse.simulator.crm;

import java.util.Arrays;
import java.util.List;

/** Values that are drawn more or less often. */
final class Weighted<T> {
    private final List<T> values;
    private final double[] weights;
    private final double total;

    private Weighted(List<T> values, double[] weights) {
        if (values.size() != weights.length) {
            throw new IllegalArgumentException(values.size() + " values have " + weights.length + " weights");
        }
        this.values = values;
        this.weights = weights;
        this.total = Arrays.stream(weights).sum();
    }

    static <T> Weighted<T> of(List<T> values, double... weights) {
        return new Weighted<>(List.copyOf(values), weights.clone());
    }

    T draw(SeededRandom random) {
        double left = random.unit() * total;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return values.get(i);
            }
        }
        return values.get(values.size() - 1);
    }
}
