package dev.crmpulse.local.sim;

/** How a deal will end. */
enum Outcome {
    WON,
    LOST
}
