package dev.crmpulse.engine.fact;

/**
 * A column that only the view of a fact has: it follows from the columns of the table, or from how far time has come.
 *
 * @param comment what stands in it
 * @param expression in the SQL of the database; {@link #HORIZON} stands for how far the metric's timeline has come
 */
public record ViewColumn(String name, String comment, String expression) {
    public static final String HORIZON = "{horizon}";
}
