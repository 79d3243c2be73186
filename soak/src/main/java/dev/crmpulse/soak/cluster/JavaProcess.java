package dev.crmpulse.soak.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process that ends with this object, or with this process if that dies first. */
final class JavaProcess implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * What is run.
     *
     * @param name of the process; its log and what it writes to the terminal are called so
     * @param options of the virtual machine
     * @param classPath jars and directories
     */
    record Program(
            String name, List<String> options, List<Path> classPath, Class<?> mainClass, List<String> arguments) {}

    static JavaProcess start(Program program, ClusterDirectory directory, Map<String, String> environment)
            throws IOException {
        Path output = directory.logs().resolve(program.name() + ".out");
        Path log = directory.logs().resolve(program.name() + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.options());
        command.add("-Dcrmpulse.log=" + log);
        command.add("-Dlog.file=" + log);
        command.add("-Djava.io.tmpdir=" + directory.temporary());
        command.addAll(List.of("-cp", joined(program.classPath()), BoundMain.class.getName()));
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.add(program.mainClass().getName());
        command.addAll(program.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        return new JavaProcess(builder.start(), output);
    }

    private static String joined(List<Path> classPath) {
        return String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList());
    }

    long pid() {
        return process.pid();
    }

    /** What it wrote to the terminal so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Where {@link #output} lies. */
    Path outputFile() {
        return output;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end; empty-handed after this long it is killed. */
    int await(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
        return process.exitValue();
    }

    /** Kills it without warning (SIGKILL) and waits for its end. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks it to end, and kills it where it does not within 10 s. */
    @Override
    public void close() {
        process.destroy();
        try {
            await(STOP_TIMEOUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
