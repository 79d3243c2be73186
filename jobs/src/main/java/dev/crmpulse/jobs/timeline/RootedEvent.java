package dev.crmpulse.jobs.timeline;

import dev.crmpulse.metrics.event.CrmEvent;

/**
 * An event on its way to the timeline of its root.
 *
 * @param key tenant and subject of the root, see {@link dev.crmpulse.metrics.event.Root#key}
 */
public record RootedEvent(String key, CrmEvent event) {}
