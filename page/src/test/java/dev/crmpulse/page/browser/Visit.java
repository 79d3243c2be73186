package dev.crmpulse.page.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
