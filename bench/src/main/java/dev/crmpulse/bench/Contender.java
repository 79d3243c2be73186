package dev.crmpulse.bench;

import dev.crmpulse.cli.stack.LocalStack;

/** Something that reads the topic of events and computes. */
interface Contender {
    String title();

    /** Reads the whole topic, which holds a history of so many events, and says what that took. */
    Measurement run(LocalStack stack, int events) throws Exception;
}
