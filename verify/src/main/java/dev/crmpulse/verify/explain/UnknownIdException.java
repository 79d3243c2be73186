package dev.crmpulse.verify.explain;

/** Nothing is known of an id; the message is a sentence for whoever asked, with what comes nearest if anything does. */
public final class UnknownIdException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isHintGiven;

    UnknownIdException(String id, String hint) {
        super("nothing is known of " + id + hint);
        isHintGiven = !hint.isEmpty();
    }

    /** Whether the message names something that is known. */
    public boolean isHintGiven() {
        return isHintGiven;
    }
}
