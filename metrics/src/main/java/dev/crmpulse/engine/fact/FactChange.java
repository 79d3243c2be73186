package dev.crmpulse.engine.fact;

/**
 * A change of one published fact.
 *
 * @param before the values that were published, null where there were none
 * @param after the values that hold now, null where the fact holds no more
 * @param revision counts the publications of the fact's key; of two changes of one fact the larger is right
 */
@SuppressWarnings("ArrayRecordComponent") // values travel, they are never compared as records
public record FactChange(FactType<?> type, Object[] before, Object[] after, long revision) {}
