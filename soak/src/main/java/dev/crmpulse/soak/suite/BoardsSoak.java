package dev.crmpulse.soak.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.cli.demo.DemoSettings;
import dev.crmpulse.page.PageServer;
import dev.crmpulse.page.browser.Chromium;
import dev.crmpulse.page.browser.Screen;
import dev.crmpulse.page.browser.Visit;
import dev.crmpulse.verify.reconciliation.ReconciliationSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every board in its language, both colours, at the widths of two screens, in Chromium while a demo runs, with a picture of each;
 * by keyboard, and while a lead is answered.
 */
final class BoardsSoak implements Soak {
    static final DemoSettings DEMO = new DemoSettings(
            50,
            Duration.ofDays(21),
            7,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Optional.of(new ReconciliationSettings(Duration.ofSeconds(10), 50, 4, Duration.ofSeconds(4))));
    private static final List<Screen> SCREENS = List.of(Screen.LAPTOP, Screen.DESKTOP);
    private static final List<String> THEMES = List.of("dark", "light");

    private final Path pictures;

    BoardsSoak(Path pictures) {
        this.pictures = pictures;
    }

    @Override
    public String name() {
        return "boards";
    }

    @Override
    public String shows() {
        return "every board is readable, complete and quiet in a browser; pictures in " + pictures;
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        Files.createDirectories(pictures);
        boolean held = true;
        try (SoakStack stack = SoakStack.start(Duration.ofSeconds(2));
                PageServer page = stack.stack().servePage(0);
                Chromium chromium = Chromium.start()) {
            List<URI> addresses = addresses(page.address());
            try (RunningDemo demo = RunningDemo.start(stack.stack(), DEMO)) {
                demo.awaitPresent();
                held &= new AnsweredLead(stack.stack(), page, chromium).movesItsTile(out);
                held &= new KeyboardOnly(page, chromium).reachesEverything(out);
                for (Screen screen : SCREENS) {
                    for (String theme : THEMES) {
                        for (URI address : addresses) {
                            held &= isFine(chromium, URI.create(address + "&theme=" + theme), screen, out);
                        }
                    }
                }
            }
        }
        return held;
    }

    /** The list of boards, each board in each language, and a lead explained in either. */
    static List<URI> addresses(URI page) throws IOException {
        JsonNode answer;
        try (InputStream boards = page.resolve("/api/boards").toURL().openStream()) {
            answer = new ObjectMapper().readTree(boards);
        }
        List<URI> addresses = new ArrayList<>(List.of(
                page.resolve("/?lang=en"),
                page.resolve("/?lang=zh"),
                page.resolve("/explain/L-1?lang=en"),
                page.resolve("/explain/L-1?lang=zh")));
        for (JsonNode folder : answer.get("folders")) {
            for (JsonNode board : folder.get("boards")) {
                addresses.add(page.resolve("/d/" + board.get("uid").asText() + "?lang="
                        + folder.get("language").asText()));
            }
        }
        return addresses;
    }

    private boolean isFine(Chromium chromium, URI address, Screen screen, PrintStream out) throws IOException {
        long started = System.nanoTime();
        try (Visit visit = chromium.open(address, screen)) {
            visit.awaitFigures();
            double seconds = (System.nanoTime() - started) / 1e9;
            List<String> faults = new ArrayList<>(visit.complaints());
            visit.failedPanels().forEach((panel, why) -> faults.add("failed: " + panel + ": " + why));
            visit.emptyPanels().keySet().forEach(panel -> faults.add("empty: " + panel));
            visit.cutTitles().forEach(title -> faults.add("cut: " + title));
            visit.violations().forEach(violation -> faults.add("not accessible: " + violation));
            String name = nameOf(address) + '-' + screen.width();
            visit.screenshot(pictures.resolve(name + ".png"));
            out.printf(
                    Locale.ROOT,
                    "%-60s %4.1f s  %d panels%n",
                    name,
                    seconds,
                    visit.panels().size());
            faults.forEach(fault -> out.println("    " + fault));
            return faults.isEmpty();
        }
    }

    /** Path and choices as a file may be called: {@code d-crm-history-en-refresh-10s-theme-dark}. */
    private static String nameOf(URI address) {
        return (address.getPath() + '-' + address.getQuery())
                .replaceAll("\\W+", "-")
                .replaceFirst("^-", "");
    }
}
