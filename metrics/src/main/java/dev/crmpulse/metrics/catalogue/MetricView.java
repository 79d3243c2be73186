package dev.crmpulse.metrics.catalogue;

/**
 * A metric that is a view over the facts of others.
 *
 * @param id in the catalogue
 * @param view the one that answers its question; others may lie beside it
 */
public record MetricView(String id, String view) {}
