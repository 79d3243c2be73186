package dev.crmpulse.page.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The Chromium of this machine, without a window. Playwright drives it by the driver that npm installed beside the page, so that
 * neither a browser nor a driver is downloaded.
 */
public final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static Chromium start() throws IOException {
        System.setProperty("playwright.cli.dir", driver().toString());
        Map<String, String> environment = Map.of(
                "PLAYWRIGHT_NODEJS_PATH", onPath(List.of("node")).toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        try {
            BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                    .setExecutablePath(onPath(NAMES))
                    .setArgs(ARGUMENTS);
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (IOException | RuntimeException failed) {
            playwright.close();
            throw failed;
        }
    }

    /** Opens an address in a profile of its own. */
    public Visit open(URI address, Screen screen) {
        return new Visit(
                browser.newContext(new Browser.NewContextOptions().setViewportSize(screen.width(), screen.height())),
                address);
    }

    @Override
    public void close() {
        try (playwright) {
            browser.close();
        }
    }

    /** Playwright looks for its driver in a directory called package. */
    private static Path driver() throws IOException {
        Path page = Path.of(System.getProperty("crmpulse.root"), "page").toAbsolutePath();
        Path directory = Files.createDirectories(page.resolve("target/browser-driver"));
        try {
            Files.createSymbolicLink(directory.resolve("package"), page.resolve("web/node_modules/playwright-core"));
        } catch (FileAlreadyExistsException linked) {
            return directory;
        }
        return directory;
    }

    private static Path onPath(List<String> names) throws IOException {
        List<String> directories = Arrays.asList(System.getenv("PATH").split(File.pathSeparator));
        return names.stream()
                .flatMap(name -> directories.stream().map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "none of " + names + " is on the path: install " + names.get(0) + " (apt-get install)"));
    }
}
