package dev.crmpulse.bench;

import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What is measured with. */
final class BenchOptions {
    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "length of the made-up history (default: ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--leads",
            paramLabel = "N",
            defaultValue = "0",
            description = "how many leads are worked on at once; each has 20 events (default: all of them)")
    private int leads;

    @Option(
            names = "--delayed",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "events that arrive up to an hour later (default: ${DEFAULT-VALUE})")
    private int delayedPercent;

    @Option(
            names = "--repeated",
            paramLabel = "PERCENT",
            defaultValue = "2",
            description = "events that are delivered twice (default: ${DEFAULT-VALUE})")
    private int repeatedPercent;

    @Option(
            names = "--tied",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "events in the millisecond of the one before (default: ${DEFAULT-VALUE})")
    private int tiedPercent;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "rounds after the cold one (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "measure only the paths whose name contains this, for a profile")
    private String only;

    @Option(
            names = "--facts",
            paramLabel = "N",
            defaultValue = "50000000",
            description = "queries: facts of two years to ask about (default: ${DEFAULT-VALUE})")
    private long facts;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "queries: how often each is asked; fewer times where that takes seconds (default: ${DEFAULT-VALUE})")
    private int repetitions;

    @Option(names = "--keep", description = "leaves the data directory and names it")
    private boolean keep;

    /** What no history can be made of; empty where all is well. */
    String refusal() {
        if (events < 1 || leads < 0 || rounds < 0) {
            return "--events is to be 1 or more, --leads and --rounds 0 or more";
        }
        if (facts < 1 || repetitions < 1) {
            return "--facts and --repetitions are to be 1 or more";
        }
        boolean percents =
                Stream.of(delayedPercent, repeatedPercent, tiedPercent).allMatch(p -> p >= 0 && p <= 100);
        return percents ? "" : "--delayed, --repeated and --tied are percents, 0 to 100";
    }

    int events() {
        return events;
    }

    int rounds() {
        return rounds;
    }

    String only() {
        return only;
    }

    long facts() {
        return facts;
    }

    int repetitions() {
        return repetitions;
    }

    boolean keep() {
        return keep;
    }

    HistoryShape mixed() {
        return mixed(events);
    }

    /** The same for a history of another length. */
    HistoryShape mixed(int length) {
        HistoryShape all = HistoryShape.mixed(length, delayedPercent, repeatedPercent, tiedPercent);
        return leads == 0 ? all : all.withLeads(leads);
    }
}
