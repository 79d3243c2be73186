package dev.crmpulse.simulator.crm;

/** How a deal will end. */
enum Outcome {
    WON,
    LOST
}
