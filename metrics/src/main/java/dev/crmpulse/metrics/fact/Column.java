package dev.crmpulse.metrics.fact;

import java.util.function.Function;

/**
 * One column of a table and where its value comes from.
 *
 * @param comment what the value means, for the data dictionary
 * @param value reads the value in the Java type of {@code type}
 */
public record Column<R>(String name, ColumnType type, String comment, Function<R, Object> value) {}
