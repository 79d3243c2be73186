package dev.crmpulse.jobs.timeline;

import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.CrmEventCodec;
import dev.crmpulse.metrics.event.WireBuffer;

/**
 * An event on its way to the timeline of its root. It is written once, here, and in that form it travels, waits and
 * lies in the history; it is read only to be evaluated.
 *
 * @param key tenant and subject of the root, see {@link dev.crmpulse.metrics.event.Root#key}
 * @param event the event as {@link CrmEventCodec} writes it
 */
@SuppressWarnings("ArrayRecordComponent") // events travel, they are never compared
public record RootedEvent(String key, byte[] event) {
    public static RootedEvent of(String key, CrmEvent event) {
        return new RootedEvent(key, CrmEventCodec.toBytes(event, new WireBuffer()));
    }
}
