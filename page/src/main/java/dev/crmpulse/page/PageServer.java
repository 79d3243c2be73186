package dev.crmpulse.page;

import com.sun.net.httpserver.HttpServer;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.ReadOnlyClient;
import dev.crmpulse.connectors.clickhouse.ReadOnlyClient.Limits;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows the boards in browsers of this machine; nobody else is answered. */
public final class PageServer implements AutoCloseable {
    private static final byte[] ADDRESS = {127, 0, 0, 1};
    private static final int LAST_PORT = 65_535;
    private static final int BACKLOG = 128;

    /** More than queries may wait for: the page itself is answered while they do. */
    private static final int THREADS = 40;

    private static final int REQUESTS_THAT_WAIT = 128;

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(25), 50_000, 8L << 20, 1L << 30);
    /** Half of what two cores can do at once is left to the job. */
    private static final SharedQueries.Settings SHARING =
            new SharedQueries.Settings(2, 30, Duration.ofSeconds(2), Duration.ofSeconds(60));

    private final HttpServer http;
    private final ThreadPoolExecutor threads;
    private final SharedQueries queries;

    private PageServer(HttpServer http, ThreadPoolExecutor threads, SharedQueries queries) {
        this.http = http;
        this.threads = threads;
        this.queries = queries;
    }

    /**
     * Begins to answer.
     *
     * @param port of 127.0.0.1; 0 for any that is free
     * @param dashboards directory of the dashboard files and Grafana's provisioning
     * @param reader whom ClickHouse is asked as: somebody who may read {@code crm}
     * @throws IOException where the port is in use or boards are missing
     */
    public static PageServer start(int port, Path dashboards, ClickHouseEndpoint reader) throws IOException {
        return start(port, dashboards, reader, LIMITS, SHARING);
    }

    static PageServer start(
            int port, Path dashboards, ClickHouseEndpoint reader, Limits limits, SharedQueries.Settings sharing)
            throws IOException {
        if (port < 0 || port > LAST_PORT) {
            throw new IOException("there is no port " + port + ": choose one up to " + LAST_PORT + ", or 0 for any");
        }
        limitRequests();
        BoardFiles boards = BoardFiles.read(dashboards);
        SharedQueries queries = new SharedQueries(new ReadOnlyClient(reader, limits)::jsonCompact, sharing);
        HttpServer http = bind(port);
        ThreadPoolExecutor threads = threads();
        Routes routes = new Routes(
                new StaticFiles(),
                boards,
                new BoardQueries(boards, queries, limits),
                queries,
                new Explanations(reader));
        http.createContext("/", new RequestHandler(routes));
        http.setExecutor(threads);
        http.start();
        return new PageServer(http, threads, queries);
    }

    /** Read once by the JDK's server, in seconds: how long a request may take to arrive, and an answer to be taken. */
    private static void limitRequests() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "20");
        System.setProperty("sun.net.httpserver.maxRspTime", "90");
        System.setProperty("jdk.httpserver.maxConnections", "256");
    }

    private static HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port), BACKLOG);
        } catch (BindException used) {
            throw new IOException(
                    "port " + port + " of 127.0.0.1 is in use: choose another one for the page, or 0 for any that is"
                            + " free",
                    used);
        }
    }

    private static ThreadPoolExecutor threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(REQUESTS_THAT_WAIT), task -> {
                    Thread thread = new Thread(task, "page-http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Where it answers, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** The address of a board. */
    public URI board(String uid) {
        return URI.create(address() + "/d/" + uid);
    }

    /** Cuts what is on its way. */
    @Override
    public void close() {
        http.stop(0);
        queries.close();
        threads.shutdownNow();
    }
}
