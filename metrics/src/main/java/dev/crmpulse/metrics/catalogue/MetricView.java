package dev.crmpulse.metrics.catalogue;

/**
 * A metric that is a view over the facts of others.
 *
 * @param id in the catalogue
 * @param view the one that answers its question; others may lie beside it
 * @param arguments of its parameters, with which all that there is can be asked for; empty where it has none
 */
public record MetricView(String id, String view, String arguments) {
    /** Of a view without parameters. */
    public MetricView(String id, String view) {
        this(id, view, "");
    }

    /** What a query reads, such as {@code quality_flag} or {@code scorecard(period = 'month', …)}. */
    public String table() {
        return arguments.isEmpty() ? view : view + '(' + arguments + ')';
    }
}
