package dev.crmpulse.soak.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What processes of this machine hold in memory. */
final class ProcessMemory {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final long TIMEOUT_SECONDS = 60;

    private ProcessMemory() {}

    /** Bytes of their pages that are in memory. */
    static long resident(List<Long> pids) throws IOException {
        long bytes = 0;
        for (long pid : pids) {
            bytes += 1024 * number(RESIDENT, Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        }
        return bytes;
    }

    /** Bytes of the objects on the heaps of Java processes that something refers to; their garbage is collected for it. */
    static long live(List<Long> pids) throws IOException, InterruptedException {
        long bytes = 0;
        for (long pid : pids) {
            bytes += number(TOTAL, histogram(pid));
        }
        return bytes;
    }

    private static String histogram(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JCMD.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!jcmd.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            jcmd.destroyForcibly();
            throw new IOException("jcmd did not answer within " + TIMEOUT_SECONDS + " s");
        }
        return output;
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException(
                    "no '" + pattern + "' in: " + text.lines().findFirst().orElse("nothing"));
        }
        return Long.parseLong(matcher.group(1));
    }
}
