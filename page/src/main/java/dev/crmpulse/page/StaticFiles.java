package dev.crmpulse.page;

import dev.crmpulse.page.Answer.Caching;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What the web build left on the class path: the page itself, its scripts, styles, fonts and pictures. */
final class StaticFiles {
    private static final String FOLDER = "crmpulse/page/web/";
    private static final String INDEX = "index.html";

    /** No segment begins with a dot, so that none leads out of the folder. */
    private static final Pattern PATH = Pattern.compile("(?:[\\w-][\\w.-]*/){0,8}[\\w-][\\w.-]*\\.\\w{1,11}");

    /** As the build writes names into {@code assets/}. */
    private static final Pattern HASHED = Pattern.compile("assets/.*-[\\w-]{8,}\\.\\w+");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("json", Answer.JSON),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"));

    private final Map<String, Content> read = new ConcurrentHashMap<>();

    /** The page itself, whose scripts find out by its address what to show. */
    Answer index() throws IOException, RefusedRequest {
        return find(INDEX)
                .orElseThrow(() -> new RefusedRequest(
                        RefusedRequest.FAILED, "the page's web part is not in this build: build module page"));
    }

    /**
     * A file.
     *
     * @param path below the folder, without a slash at its begin
     */
    Optional<Answer> find(String path) throws IOException {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        Caching caching = HASHED.matcher(path).matches() ? Caching.FOR_EVER : Caching.ASK;
        return content(path).map(content -> Answer.file(type, content, caching));
    }

    private Optional<Content> content(String path) throws IOException {
        Content known = read.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        URL resource = StaticFiles.class.getClassLoader().getResource(FOLDER + path);
        if (resource == null || isDirectory(resource)) {
            return Optional.empty();
        }
        try (InputStream in = resource.openStream()) {
            Content content = new Content(in.readAllBytes());
            read.put(path, content);
            return Optional.of(content);
        }
    }

    /** A directory of a build that is in no jar reads like a file. */
    private static boolean isDirectory(URL resource) throws IOException {
        try {
            return resource.getProtocol().equals("file") && Files.isDirectory(Path.of(resource.toURI()));
        } catch (URISyntaxException impossible) {
            throw new IOException("the class path has no address", impossible);
        }
    }
}
