package dev.crmpulse.engine.timeline;

/**
 * An event that is published each time the open fact of an entity has another value than the one published last, such as a
 * lead that is in another tier.
 *
 * @param type its CloudEvents type
 * @param entity kind of the entity it is about, such as {@code lead}
 * @param entityColumn column of the facts with the id of that entity
 * @param valueColumn column with the value
 */
public record DerivedEvent(String type, String entity, String entityColumn, String valueColumn) {}
