package dev.crmpulse.embedded.clickhouse;

import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import dev.crmpulse.embedded.clickhouse.engine.EngineMissingException;
import dev.crmpulse.embedded.clickhouse.engine.EngineThreads;
import dev.crmpulse.embedded.directory.FileFailure;
import java.io.IOException;

/**
 * The embedded ClickHouse server's own process: {@code --data-dir D [--port P] [--parent-pid N] [--idle-seconds N]}. It prints nothing but
 * what is wrong, and exits with a code of {@link ServerExit}.
 */
public final class ClickHouseServerMain {
    private ClickHouseServerMain() {}

    /** Starts the server and returns; the process lives on until a signal, the end of its parent, or idle. */
    public static void main(String[] arguments) throws InterruptedException {
        Thread starter = EngineThreads.thread("clickhouse-start", () -> start(arguments));
        starter.start();
        starter.join();
    }

    private static void start(String... arguments) {
        try {
            ServerOptions options = ServerOptions.parse(arguments);
            options.parentPid().ifPresent(ClickHouseServerMain::endWith);
            ClickHouseServer server =
                    ClickHouseServer.start(options, options.idle().map(idle -> ClickHouseServerMain::leave));
            Runtime.getRuntime().addShutdownHook(EngineThreads.thread("clickhouse-stop", () -> stop(server)));
            options.idle().ifPresent(idle -> watch("idle", new IdleWatch(server, idle, ClickHouseServerMain::exit)));
        } catch (IllegalArgumentException e) {
            fail(ServerExit.WRONG_ARGUMENTS, e.getMessage());
        } catch (ServerFailure e) {
            fail(e.exit(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(ServerExit.FAILED, "Interrupted while the ClickHouse server was starting.");
        } catch (IOException e) {
            fail(ServerExit.FAILED, "ClickHouse cannot be started: " + FileFailure.text(e));
        } catch (EngineMissingException | EngineException e) {
            fail(ServerExit.FAILED, e.getMessage());
        }
    }

    /** A parent that is killed cannot stop its server: the server watches the parent instead. */
    private static void endWith(long parentPid) {
        watch("parent", () -> {
            ProcessHandle.of(parentPid).ifPresent(parent -> parent.onExit().join());
            exit();
        });
    }

    /** Ends the process, on a thread of its own: who asks for it is still being answered. */
    private static void leave() {
        watch("released", ClickHouseServerMain::exit);
    }

    private static void exit() {
        System.exit(ServerExit.STOPPED.code());
    }

    private static void watch(String name, Runnable task) {
        Thread thread = new Thread(task, "clickhouse-" + name);
        thread.setDaemon(true);
        thread.start();
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
