package dev.crmpulse.engine.move;

/**
 * A history is evaluated under this key from now on.
 *
 * @param subject of the history, such as {@code lead/L-1}
 * @param root subject of the key under which it is evaluated; its own where it is the one that others moved to
 */
public record Move(String subject, String root) {}
