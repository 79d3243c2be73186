package dev.crmpulse.soak.suite;

import dev.crmpulse.cli.demo.CopiedPast;
import dev.crmpulse.cli.demo.CopiedPast.Spread;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.page.browser.Chromium;
import dev.crmpulse.page.browser.Screen;
import dev.crmpulse.page.browser.Visit;
import java.io.PrintStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Boards over a million facts: how long until a reader sees the figures. */
final class MillionFacts {
    private static final long FACTS = 1_000_000;
    private static final Duration WITHIN = Duration.ofSeconds(2);
    /** A score is computed when it is asked for, out of the rows of twenty measures; to plan that takes 1.5 s. */
    private static final Set<String> SCORES = Set.of("/d/crm-scorecard-en", "/d/crm-composite-en");

    private static final Duration SCORES_WITHIN = Duration.ofSeconds(5);

    private final ClickHouseEndpoint writer;
    private final Chromium chromium;

    MillionFacts(ClickHouseEndpoint writer, Chromium chromium) {
        this.writer = writer;
        this.chromium = chromium;
    }

    boolean areShownAtOnce(List<URI> boards, PrintStream out) throws Exception {
        fill(out);
        boolean held = true;
        openTheStart(boards.get(0));
        for (URI board : boards) {
            long started = System.nanoTime();
            try (Visit visit = chromium.open(board, Screen.LAPTOP)) {
                visit.awaitFiguresInSight();
                Duration inSight = Duration.ofNanos(System.nanoTime() - started);
                visit.awaitFigures();
                Duration all = Duration.ofNanos(System.nanoTime() - started);
                boolean isInTime = inSight.compareTo(SCORES.contains(board.getPath()) ? SCORES_WITHIN : WITHIN) <= 0;
                held &= isInTime && visit.failedPanels().isEmpty();
                out.printf(
                        Locale.ROOT,
                        "%-34s %5.1f s%s, below the fold %5.1f s%n",
                        board.getPath(),
                        inSight.toMillis() / 1e3,
                        isInTime ? "" : ", too long",
                        all.toMillis() / 1e3);
                visit.failedPanels().forEach((panel, why) -> out.println("    failed: " + panel + ": " + why));
            }
            new SlowPanels().print(board, out);
        }
        return held;
    }

    /** A reader comes to the boards by the page that lists them, and a browser that has just begun is no matter of theirs. */
    private void openTheStart(URI board) {
        try (Visit start = chromium.open(board.resolve("/"), Screen.LAPTOP)) {
            start.awaitFigures();
        }
    }

    private void fill(PrintStream out) throws SQLException {
        try (Connection connection = writer.connect()) {
            long copies = FACTS / CopiedPast.facts(connection) + 1;
            CopiedPast.fill(connection, Spread.together(copies), (periods, of) -> {});
            out.printf(Locale.ROOT, "%,d facts and what they are about%n", CopiedPast.facts(connection));
        }
    }
}
