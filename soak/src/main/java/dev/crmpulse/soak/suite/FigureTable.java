package dev.crmpulse.soak.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prints figures beside published ones, and keeps whether all were equal: whole numbers exactly, others to as many
 * decimals as were published.
 */
final class FigureTable {
    /** At least so many decimals were published of what is no whole number. */
    private static final int DECIMALS = 4;

    private final PrintStream out;
    private boolean allEqual = true;

    FigureTable(PrintStream out) {
        this.out = out;
    }

    /** Whether nothing printed so far was different. */
    boolean allEqual() {
        return allEqual;
    }

    /**
     * One figure.
     *
     * @param actual empty where there is none
     */
    void figure(String name, JsonNode published, Optional<BigDecimal> actual) {
        print(name, List.of(Figure.of("", published, actual)));
    }

    /**
     * Figures by what they are of: no name may be missing, and none be there that was not published.
     *
     * @param title goes before the names
     * @param published a figure or an object of figures for each name
     * @param actual figures for each name; those that were not published are shown in brackets and not compared
     */
    void figures(String title, JsonNode published, Map<String, Map<String, Optional<BigDecimal>>> actual) {
        actual.forEach((name, figures) -> {
            if (published.has(name)) {
                print(title + name, compared(published.get(name), figures));
            } else {
                different(title + name, "nothing of this name was published");
            }
        });
        published.fieldNames().forEachRemaining(name -> {
            if (!actual.containsKey(name)) {
                different(title + name, "was published and is missing");
            }
        });
    }

    /** Something that holds or not. */
    void holds(String name, boolean held) {
        if (held) {
            out.printf(Locale.ROOT, "%-46s holds%n", name);
        } else {
            different(name, "does not hold");
        }
    }

    private static List<Figure> compared(JsonNode published, Map<String, Optional<BigDecimal>> actual) {
        List<Figure> figures = new ArrayList<>();
        actual.forEach((label, figure) -> figures.add(
                published.isObject()
                        ? Figure.of(label, published.path(label), figure)
                        : Figure.of("", published, figure)));
        return figures;
    }

    private void print(String name, List<Figure> figures) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-46s", name));
        for (Figure figure : figures) {
            allEqual &= figure.isEqual();
            line.append(figure.isEqual() ? " " : " DIFFERENT ").append(figure.written());
        }
        out.println(line);
    }

    private void different(String name, String why) {
        allEqual = false;
        out.printf(Locale.ROOT, "%-46s DIFFERENT %s%n", name, why);
    }

    /**
     * A figure as it came out.
     *
     * @param published empty where it was not
     * @param actual empty where there is none
     */
    private record Figure(String label, Optional<BigDecimal> published, Optional<BigDecimal> actual) {
        static Figure of(String label, JsonNode published, Optional<BigDecimal> actual) {
            return new Figure(label, published.isNumber() ? Optional.of(exact(published)) : Optional.empty(), actual);
        }

        /** Trailing zeros are not published: {@code 45.25} is a mean of four decimals. */
        private static BigDecimal exact(JsonNode published) {
            BigDecimal figure = published.decimalValue();
            return published.isIntegralNumber()
                    ? figure
                    : figure.setScale(Math.max(figure.scale(), DECIMALS), RoundingMode.UNNECESSARY);
        }

        boolean isEqual() {
            return published.isEmpty() || actual.filter(this::roundsToPublished).isPresent();
        }

        /** What lies in the middle of two rounds to either. */
        private boolean roundsToPublished(BigDecimal figure) {
            BigDecimal difference = figure.subtract(published.orElseThrow()).abs();
            BigDecimal halfOfLastDecimal = published.get().scale() == 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(5, published.get().scale() + 1);
            return difference.compareTo(halfOfLastDecimal) <= 0;
        }

        String written() {
            String figure = actual.map(BigDecimal::toPlainString).orElse("none");
            String prefix = label.isEmpty() ? "" : label + ' ';
            if (published.isEmpty()) {
                return '(' + prefix + figure + ')';
            }
            String expected = published.get().toPlainString();
            return isEqual() ? prefix + expected : prefix + figure + ", published " + expected;
        }
    }
}
