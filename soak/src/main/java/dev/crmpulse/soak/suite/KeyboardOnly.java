package dev.crmpulse.soak.suite;

import dev.crmpulse.page.PageServer;
import dev.crmpulse.page.browser.Chromium;
import dev.crmpulse.page.browser.Screen;
import dev.crmpulse.page.browser.Visit;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** A reader without a mouse: everything on a board is reached by Tab, is seen to be, and opens by Enter. */
final class KeyboardOnly {
    private static final String BOARD = "crm-sla-promises-en";

    /** What a reader acts on, by part of its name; of choices, which are one stop, the one that is made. */
    private static final List<String> REACHED = List.of(
            "crm-pulse", "English", "Light", "Tenant", "Person", "Lead life cycle", "Last 24 hours", "Refresh", "L-");

    private final PageServer page;
    private final Chromium chromium;

    KeyboardOnly(PageServer page, Chromium chromium) {
        this.page = page;
        this.chromium = chromium;
    }

    boolean reachesEverything(PrintStream out) {
        try (Visit visit = chromium.open(URI.create(page.board(BOARD) + "?refresh="), Screen.LAPTOP)) {
            visit.awaitFigures();
            List<Visit.Stop> stops = visit.tabStops();
            List<String> faults = Stream.concat(
                            REACHED.stream()
                                    .filter(name -> stops.stream()
                                            .noneMatch(stop -> stop.name().contains(name)))
                                    .map(name -> "not reached by Tab: " + name),
                            stops.stream()
                                    .filter(stop -> !stop.isSeen())
                                    .map(stop -> "its focus is not seen: " + stop.name()))
                    .toList();
            out.printf("by keyboard: %d stops, %d faults%n", stops.size(), faults.size());
            faults.forEach(fault -> out.println("    " + fault));
            return faults.isEmpty() && opensByEnter(visit, out);
        }
    }

    private static boolean opensByEnter(Visit visit, PrintStream out) {
        visit.tabTo("L-");
        visit.press("Enter");
        visit.awaitFigures();
        String path = visit.address().getPath();
        boolean opened = path.equals("/d/crm-history-en");
        out.println("    Enter on a lead opens " + path);
        return opened;
    }
}
