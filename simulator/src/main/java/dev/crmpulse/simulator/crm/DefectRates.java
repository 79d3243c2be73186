package dev.crmpulse.simulator.crm;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How often reality is untidy: shares of the events, each from 0 to 1; an event has one defect at most.
 *
 * @param late published minutes after they happened
 * @param backDated entered minutes to hours after they happened
 * @param overtaken held up for seconds
 * @param repeated sent twice
 * @param twin sent twice under two ids
 * @param corrected sent again with another content
 * @param unknownType accompanied by one of a type that nobody knows
 * @param broken preceded by a broken copy, as of a sender that tries again
 */
public record DefectRates(
        double late,
        double backDated,
        double overtaken,
        double repeated,
        double twin,
        double corrected,
        double unknownType,
        double broken) {
    public DefectRates {
        double[] rates = {late, backDated, overtaken, repeated, twin, corrected, unknownType, broken};
        if (DoubleStream.of(rates).anyMatch(rate -> !(rate >= 0))
                || DoubleStream.of(rates).sum() > 1) {
            throw new IllegalArgumentException("rates of defects are 0 or more and 1 or less together");
        }
    }

    /** A CRM as most are. */
    public static DefectRates usual() {
        return new DefectRates(0.012, 0.004, 0.010, 0.008, 0.004, 0.006, 0.003, 0.001);
    }

    /** A CRM as none is. */
    public static DefectRates none() {
        return new DefectRates(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** What befalls an event; {@link Defect#NO_TIME} stands for any way to be broken. */
    Weighted<Defect> defects() {
        double defective = late + backDated + overtaken + repeated + twin + corrected + unknownType + broken;
        return Weighted.of(
                List.of(
                        Defect.NONE,
                        Defect.LATE,
                        Defect.BACK_DATED,
                        Defect.OVERTAKEN,
                        Defect.REPEATED,
                        Defect.TWIN,
                        Defect.CORRECTED,
                        Defect.UNKNOWN_TYPE,
                        Defect.NO_TIME),
                1 - defective,
                late,
                backDated,
                overtaken,
                repeated,
                twin,
                corrected,
                unknownType,
                broken);
    }
}
