package dev.crmpulse.cli.replay;

/** How a replay begins, as its directory allows. */
public sealed interface RunStart {
    /** From the state of this run. */
    record Resume(long run) implements RunStart {}

    /** From nothing, as the first in its directory. */
    record First() implements RunStart {}

    /** From nothing, because that was asked for: what earlier runs published is retracted at the end. */
    record Restart() implements RunStart {}
}
