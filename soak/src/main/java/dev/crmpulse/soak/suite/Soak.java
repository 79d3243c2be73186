package dev.crmpulse.soak.suite;

import java.io.PrintStream;

/** A suite that is too long for every build. */
interface Soak {
    String name();

    /** What it shows, in a line. */
    String shows();

    /**
     * Runs the suite and says what it sees.
     *
     * @return whether all held
     */
    boolean run(Sets sets, PrintStream out) throws Exception;
}
