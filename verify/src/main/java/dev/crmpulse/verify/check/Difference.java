package dev.crmpulse.verify.check;

/** Something that is not as it should be. */
public sealed interface Difference permits ValueDifference, RefusedRows {
    /** The metric, or what else was checked. */
    String metric();

    /** Which row. */
    String row();

    /** One line that says all of it. */
    String text();
}
