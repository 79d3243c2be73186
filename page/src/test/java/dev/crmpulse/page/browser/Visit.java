package dev.crmpulse.page.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A page that is open in a browser, and what it had to complain about since. */
public final class Visit implements AutoCloseable {
    private static final Set<String> LOUD = Set.of("error", "warning");
    /** Long enough for a machine that has other things to do; nothing is measured by it. */
    private static final double TIMEOUT_MILLIS = 120_000;

    private static final int NO_ERROR_BELOW = 400;
    /** Above it a picture is of no use, and nothing is that long. */
    private static final int TALLEST = 6000;

    /** The place has loaded, its panels perhaps not: one that is out of sight waits until it is seen. */
    private static final String LOADED = "() => document.querySelector('#board') !== null"
            + " && document.querySelector('#board').innerText.trim() !== ''"
            + " && document.querySelector('#board > [aria-busy=\"true\"]') === null";

    /** Of a board alone: what is below the fold may still be asked for. */
    private static final String CALM_IN_SIGHT =
            "() => [...document.querySelectorAll('[data-panel-id]')].filter(panel => {"
                    + " const place = panel.getBoundingClientRect(); return place.bottom > 0 && place.top < innerHeight; })"
                    + ".every(panel => panel.getAttribute('aria-busy') === 'false')"
                    + " && document.querySelector('[data-panel-id]') !== null";

    /** What has the focus, and whether it or what surrounds it looks other than without. */
    private static final String FOCUSED = """
            () => {
              const focused = document.activeElement;
              if (!focused || focused === document.body) return null;
              const label = focused.id && document.querySelector(`label[for="${CSS.escape(focused.id)}"]`);
              const around = [focused, focused.parentElement, focused.parentElement?.parentElement, label].filter(Boolean);
              const look = () => around.map(each => {
                const {outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, left} = getComputedStyle(each);
                return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, left].join();
              }).join('|');
              const name = (label?.innerText || focused.getAttribute('aria-label') || focused.innerText || focused.title || focused.outerHTML.slice(0, 120)).trim();
              const cell = focused.closest('[role=gridcell], [role=columnheader]');
              let seen;
              if (cell) {
                // a table marks the cell that it is at, with or without the focus
                seen = cell.getAttribute('aria-selected') === 'true' || [cell, focused].some(each => getComputedStyle(each).outlineStyle !== 'none');
              } else {
                const withFocus = look();
                focused.blur();
                seen = look() !== withFocus;
                focused.focus();
              }
              const key = (window.stops ??= new Map());
              const again = key.has(focused);
              key.set(focused, true);
              return {name, seen, again};
            }
            """;

    /** A table has a stop for each of its cells. */
    private static final int MOST_STOPS = 4000;

    /** Where Tab stops. */
    public record Stop(String name, boolean isSeen) {}

    private static final String CALM = "() => document.querySelector('[aria-busy=\"true\"]') === null";

    /** Titles of panels and columns, and names in legends, that end before their last letter. */
    private static final String CUT = """
            () => [...document.querySelectorAll('#board h2, #board [role=columnheader] button, #board [role=columnheader] span')]
              .filter(each => each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1)
              .map(each => `${each.closest('[data-panel-id]')?.getAttribute('aria-label')}: ${each.innerText}`)
            """;

    /** One rule is left out: Grafana's legends and its refresh picker carry names that do not begin with what they show. */
    private static final String VIOLATIONS = """
            async () => (await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
                rules: {'label-content-name-mismatch': {enabled: false}},
              })).violations
              .flatMap(violation => violation.nodes.map(node => `${violation.id} ${node.target}: ${node.html.slice(0, 120)}`))
            """;

    private static final String BY_TITLE =
            "selector => Object.fromEntries([...document.querySelectorAll(selector)].map("
                    + "each => [each.closest('[data-panel-id]')?.getAttribute('aria-label') ?? '', each.innerText]))";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Visit(BrowserContext context, URI address) {
        this.context = context;
        page = context.newPage();
        page.setDefaultTimeout(TIMEOUT_MILLIS);
        String origin = address.resolve("/").toString();
        page.onConsoleMessage(message -> {
            if (LOUD.contains(message.type())) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("uncaught: " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
                complaints.add("asks another server: " + request.url());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= NO_ERROR_BELOW) {
                complaints.add(response.status() + " " + response.url());
            }
        });
        page.navigate(address.toString());
    }

    /** Waits until every panel shows what it has to show, those too for which a reader would have to scroll. */
    public void awaitFigures() {
        page.waitForFunction(LOADED);
        int width = page.viewportSize().width;
        int height = ((Number) page.evaluate("() => document.documentElement.scrollHeight")).intValue();
        page.setViewportSize(width, Math.min(TALLEST, height));
        page.waitForFunction(CALM);
    }

    /** Waits until every panel that a reader sees without scrolling shows what it has to show. */
    public void awaitFiguresInSight() {
        page.waitForFunction(CALM_IN_SIGHT);
    }

    /** Waits until the text of a panel has such a part. */
    public void awaitPanel(String title, String pattern) {
        page.waitForFunction(
                "([title, pattern]) => [...document.querySelectorAll('[data-panel-id]')].some(panel =>"
                        + " panel.getAttribute('aria-label') === title && new RegExp(pattern).test(panel.innerText))",
                List.of(title, pattern));
    }

    /** Where Tab stops, from the beginning of the page to its end. */
    public List<Stop> tabStops() {
        List<Stop> stops = new ArrayList<>();
        while (stops.size() < MOST_STOPS) {
            press("Tab");
            if (!(page.evaluate(FOCUSED) instanceof Map<?, ?> focused)
                    || focused.get("again").equals(true)) {
                return stops;
            }
            stops.add(new Stop(
                    String.valueOf(focused.get("name")), focused.get("seen").equals(true)));
        }
        throw new IllegalStateException("Tab has not come to the end after " + MOST_STOPS + " stops, the last ones "
                + stops.subList(MOST_STOPS - 5, MOST_STOPS));
    }

    /** Goes on by Tab to something whose text begins so. */
    public void tabTo(String text) {
        for (int stops = 0; stops < MOST_STOPS; stops++) {
            press("Tab");
            if (String.valueOf(page.evaluate("() => document.activeElement.innerText"))
                    .startsWith(text)) {
                return;
            }
        }
        throw new IllegalStateException("Tab does not come to " + text);
    }

    public void press(String key) {
        page.keyboard().press(key);
    }

    /** Errors and warnings on the console, exceptions, requests that failed or went elsewhere. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What the panels show, by their titles. */
    public Map<String, String> panels() {
        return byTitle("[data-panel-id]");
    }

    /** Panels that failed, and why. */
    public Map<String, String> failedPanels() {
        return byTitle("[data-notice=failed]");
    }

    /** Panels that have nothing to show. */
    public Map<String, String> emptyPanels() {
        return byTitle("[data-notice=empty]");
    }

    /** Titles that are cut. */
    public List<String> cutTitles() {
        return texts(page.evaluate(CUT));
    }

    /** What breaks the rules of WCAG AA, as axe sees it. */
    public List<String> violations() throws IOException {
        // the content security policy keeps a script tag from being added, and the protocol evaluates beside it
        page.evaluate(Files.readString(
                Path.of(System.getProperty("crmpulse.root"), "page/web/node_modules/axe-core/axe.min.js")));
        return texts(page.evaluate(VIOLATIONS));
    }

    /** Evaluates a function in the page. */
    public Object evaluate(String function, Object argument) {
        return page.evaluate(function, argument);
    }

    /** Goes where a link with this text leads. */
    public void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
    }

    /** What is shown in frames of the page. */
    public String framedText() {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        return page.mainFrame().childFrames().stream()
                .map(frame -> frame.locator("html").innerText())
                .collect(Collectors.joining("\n"));
    }

    /** What the address bar shows. */
    public URI address() {
        return URI.create(page.url());
    }

    public void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        context.close();
    }

    @SuppressWarnings("unchecked") // an object of texts, as the function returns it
    private Map<String, String> byTitle(String selector) {
        return (Map<String, String>) page.evaluate(BY_TITLE, selector);
    }

    private static List<String> texts(Object evaluated) {
        return ((List<?>) evaluated).stream().map(String::valueOf).toList();
    }
}
