package dev.crmpulse.metrics.survey;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** The scale that a kind of survey is answered on. */
enum Scale {
    NPS("nps", 0, 10),
    CSAT("csat", 1, 5);

    private final String kind;
    private final int lowest;
    private final int highest;

    Scale(String kind, int lowest, int highest) {
        this.kind = kind;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The scale of a kind; none for a kind that no metric reads. */
    static Optional<Scale> of(String kind) {
        return Arrays.stream(values()).filter(scale -> scale.kind.equals(kind)).findFirst();
    }

    /** The score as the scale has it: whole and within its bounds; none for any other number and for null. */
    OptionalInt score(BigDecimal given) {
        if (given == null
                || given.compareTo(BigDecimal.valueOf(lowest)) < 0
                || given.compareTo(BigDecimal.valueOf(highest)) > 0) {
            return OptionalInt.empty();
        }
        BigDecimal score = given.stripTrailingZeros();
        return score.scale() > 0 ? OptionalInt.empty() : OptionalInt.of(score.intValue());
    }

    /** What an answer of that score counts as. */
    String category(int score) {
        return switch (this) {
            case NPS -> score >= 9 ? "promoter" : score >= 7 ? "passive" : "detractor";
            case CSAT -> score >= 4 ? "satisfied" : "dissatisfied";
        };
    }
}
