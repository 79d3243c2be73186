package dev.crmpulse.page.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A page of another origin on this machine, such as somebody's chat. */
public final class OtherPage implements AutoCloseable {
    private static final int OK = 200;

    private final HttpServer http;

    private OtherPage(HttpServer http) {
        this.http = http;
    }

    /** Serves this at every address. */
    public static OtherPage serve(String body) throws IOException {
        byte[] html = ("<!doctype html><title>another page</title><link rel=icon href=data:,><main id=board>" + body
                        + "</main>")
                .getBytes(StandardCharsets.UTF_8);
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(OK, html.length);
            try (OutputStream answer = exchange.getResponseBody()) {
                answer.write(html);
            }
        });
        http.start();
        return new OtherPage(http);
    }

    /** By a name that makes it another site too, not only another port. */
    public URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
