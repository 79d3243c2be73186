package dev.crmpulse.embedded.clickhouse.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A port of 127.0.0.1 taken for the HTTP interface: taken before the engine starts, so that a used port is reported at
 * once and early clients wait instead of being refused. No other address: nobody but this machine is answered.
 */
public final class HttpPort implements AutoCloseable {
    /** The address the interface listens on. */
    public static final String HOST = "127.0.0.1";

    private static final byte[] ADDRESS = {127, 0, 0, 1};
    private static final int BACKLOG = 512;

    private final HttpServer server;

    private HttpPort(HttpServer server) {
        this.server = server;
    }

    /**
     * Takes a port.
     *
     * @param port 0 for any free one
     * @throws java.net.BindException if the port is used
     */
    public static HttpPort take(int port) throws IOException {
        // Read once by the JDK's server: small answers at once, idle client connections kept for ten minutes, and as
        // many of them as ClickHouse keeps. Beyond 200 it would cut each as it answers, and whoever has a session
        // would meet the cut with the next statement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "600");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
        return new HttpPort(HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port), BACKLOG));
    }

    /** Its number. */
    public int number() {
        return server.getAddress().getPort();
    }

    HttpServer server() {
        return server;
    }

    /** Gives the port back and cuts its connections. */
    @Override
    public void close() {
        server.stop(0);
    }
}
