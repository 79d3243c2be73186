package dev.crmpulse.jobs.timeline;

import dev.crmpulse.engine.event.BinaryWriter;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.CrmEventCodec;

/**
 * An event on its way to the timeline of its key. It is written once, here, and in that form it travels, waits and
 * lies in the history; it is read only to be evaluated.
 *
 * @param key tenant and subject in one text, see {@link dev.crmpulse.engine.event.EntityKey#text}
 * @param event the event as {@link CrmEventCodec} writes it
 */
@SuppressWarnings("ArrayRecordComponent") // events travel, they are never compared
public record KeyedEvent(String key, byte[] event) {
    public static KeyedEvent of(String key, CrmEvent event) {
        return new KeyedEvent(key, CrmEventCodec.toBytes(event, new BinaryWriter()));
    }
}
