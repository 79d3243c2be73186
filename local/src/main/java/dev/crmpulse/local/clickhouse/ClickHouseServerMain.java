package dev.crmpulse.local.clickhouse;

import dev.crmpulse.local.clickhouse.engine.EngineException;
import dev.crmpulse.local.clickhouse.engine.EngineMissingException;
import dev.crmpulse.local.clickhouse.engine.EngineThreads;
import java.io.IOException;

/**
 * The embedded ClickHouse server's own process: {@code --data-dir D [--port P] [--parent-pid N]}. It prints nothing but what is wrong, and exits with a code of {@link ServerExit}.
 */
public final class ClickHouseServerMain {
    private ClickHouseServerMain() {}

    /** Starts the server and returns; the process lives on until a signal or the end of its parent. */
    public static void main(String[] arguments) throws InterruptedException {
        Thread starter = EngineThreads.thread("clickhouse-start", () -> start(arguments));
        starter.start();
        starter.join();
    }

    private static void start(String... arguments) {
        try {
            ServerOptions options = ServerOptions.parse(arguments);
            options.parentPid().ifPresent(ClickHouseServerMain::endWith);
            ClickHouseServer server = ClickHouseServer.start(options);
            Runtime.getRuntime().addShutdownHook(EngineThreads.thread("clickhouse-stop", () -> stop(server)));
        } catch (IllegalArgumentException e) {
            fail(ServerExit.WRONG_ARGUMENTS, e.getMessage());
        } catch (ServerFailure e) {
            fail(e.exit(), e.getMessage());
        } catch (EngineMissingException | EngineException | IOException e) {
            fail(ServerExit.FAILED, e.getMessage());
        }
    }

    /** A parent that is killed cannot stop its server: the server watches the parent instead. */
    private static void endWith(long parentPid) {
        Thread watch = new Thread(
                () -> {
                    ProcessHandle.of(parentPid)
                            .ifPresent(parent -> parent.onExit().join());
                    System.exit(ServerExit.STOPPED.code());
                },
                "clickhouse-parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void stop(ClickHouseServer server) {
        try {
            server.stop();
        } catch (IOException | EngineException e) {
            System.err.println("The ClickHouse server did not stop orderly: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(ServerExit exit, String message) {
        System.err.println(message);
        System.exit(exit.code());
    }
}
