package dev.crmpulse.embedded.clickhouse.engine;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The ClickHouse engine, running on one directory; one per process. Call it from {@link EngineThreads} only. A new
 * connection costs about 0.1 ms.
 */
public final class Engine implements AutoCloseable {
    private final ChdbLibrary library;
    private final List<String> arguments;
    private final EngineConnection anchor;

    private Engine(ChdbLibrary library, List<String> arguments) {
        this.library = library;
        this.arguments = arguments;
        // Without one open connection the engine would stop and start again between any two statements.
        this.anchor = connect();
    }

    /**
     * Loads the library and starts the engine, creating the directory's contents if there are none.
     *
     * @param configuration ClickHouse's {@code config.xml}, which names what its one user is granted
     * @throws EngineException if the engine refuses the directory; it writes the reason to standard error
     */
    public static Engine open(Path libraryFile, Path directory, Path configuration) {
        ChdbLibrary library = ChdbLibrary.load(libraryFile);
        // The engine's handlers would take over the signals the JVM itself lives by, and it would hang.
        library.chdb_set_signal_handlers_enabled(0);
        // implicit_select would turn a mistyped statement into an expression; a server does not allow it.
        return new Engine(
                library,
                List.of("clickhouse", "--path=" + directory, "--implicit_select=0", "--config-file=" + configuration));
    }

    /** Opens a connection with settings of its own, as a ClickHouse server has them by default. */
    public EngineConnection connect() {
        Pointer holder = openHolder();
        if (holder == null || holder.getPointer(0) == null) {
            throw EngineException.of(
                    76,
                    "CANNOT_OPEN_FILE",
                    "The engine cannot start with " + arguments + " (its reason is written above)");
        }
        return new EngineConnection(library, holder);
    }

    private Pointer openHolder() {
        byte[][] texts = arguments.stream()
                .map(argument -> argument.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        long arrayBytes = (long) (texts.length + 1) * Native.POINTER_SIZE;
        long textBytes = 0;
        for (byte[] text : texts) {
            textBytes += text.length + 1L;
        }
        try (Memory block = new Memory(arrayBytes + textBytes)) {
            block.clear();
            long end = arrayBytes;
            for (int i = 0; i < texts.length; i++) {
                block.write(end, texts[i], 0, texts[i].length);
                block.setPointer((long) i * Native.POINTER_SIZE, block.share(end));
                end += texts[i].length + 1L;
            }
            return library.chdb_connect(texts.length, block);
        }
    }

    /** Stops the engine; connections must be closed before. */
    @Override
    public void close() {
        anchor.close();
        // Just after a MergeTree table was made or written the engine refuses to join its background threads. All that
        // was acknowledged is on disk by then, and the threads end with the process.
        library.chdb_shutdown();
    }
}
