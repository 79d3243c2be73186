package dev.crmpulse.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CPU time of this process, and how much of it its compilers took: what they do in a run of a minute they do once in a month.
 *
 * @param nanos user and system, of all threads
 * @param compilerNanos of the threads that compile; 0 where the system does not say
 */
record ProcessCpu(long nanos, long compilerNanos) {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final long NANOS_PER_TICK = 10_000_000;

    static ProcessCpu now() throws IOException {
        long nanos = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        return new ProcessCpu(nanos, compilerNanosNow());
    }

    /** Without the compilers, since another moment. */
    long netNanosSince(ProcessCpu before) {
        return nanos - before.nanos - (compilerNanos - before.compilerNanos);
    }

    private static long compilerNanosNow() throws IOException {
        if (!Files.isDirectory(TASKS)) {
            return 0;
        }
        long ticks = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                ticks += compilerTicks(task.resolve("stat"));
            }
        }
        return ticks * NANOS_PER_TICK;
    }

    /** Of the line of a thread: its name in parentheses, then user and system time in the 12th and 13th place behind it. */
    private static long compilerTicks(Path stat) throws IOException {
        try {
            String line = Files.readString(stat);
            int nameEnds = line.lastIndexOf(')');
            String name = line.substring(line.indexOf('(') + 1, nameEnds);
            if (!name.startsWith("C1 Comp") && !name.startsWith("C2 Comp")) {
                return 0;
            }
            List<String> fields = List.of(line.substring(nameEnds + 2).split(" "));
            return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
        } catch (IOException unreadable) {
            // a thread that ends meanwhile has no file any more, or one that cannot be read
            if (Files.exists(stat)) {
                throw unreadable;
            }
            return 0;
        }
    }
}
