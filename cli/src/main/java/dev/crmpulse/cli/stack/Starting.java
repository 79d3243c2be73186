package dev.crmpulse.cli.stack;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Servers that start at the same time. */
final class Starting {
    private Starting() {}

    static <T> CompletableFuture<T> begin(Callable<T> start) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return start.call();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new CompletionException(failure);
            }
        });
    }

    /** Closes what has started, or will have; what did not start has reported why. */
    static void close(CompletableFuture<? extends AutoCloseable> started) {
        var unused = started.handle((server, neverStarted) -> {
                    if (server != null) {
                        try (server) {
                            return null;
                        } catch (Exception failure) {
                            throw new CompletionException(failure);
                        }
                    }
                    return null;
                })
                .join();
    }

    /** What to report of a start that failed. */
    static IOException reason(CompletionException failure) {
        if (failure.getCause() instanceof RuntimeException known) {
            throw known;
        }
        return new IOException(failure.getCause().getMessage(), failure.getCause());
    }
}
