package dev.crmpulse.bench;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The process that {@link StreamsMain} runs in: same virtual machine, same settings, same classes but for Flink's RocksDB. */
final class StreamsProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    private StreamsProcess(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * What a run took.
     *
     * @param cpuNanos of Kafka Streams alone, less that of the compilers
     */
    record Run(long nanos, long cpuNanos) {}

    /** @param directory for stores and log */
    static StreamsProcess start(KafkaEndpoint kafka, Path directory) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // the last one counts
        command.add("-Dcrmpulse.log=" + directory.resolve("kafka-streams.log"));
        command.addAll(List.of("-cp", classPath(), StreamsMain.class.getName()));
        command.addAll(List.of(kafka.bootstrapServers(), directory.toString()));
        return new StreamsProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("frocksdbjni"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Reads the whole topic. */
    Run run(boolean hasChangelog, long records) throws IOException {
        return order((hasChangelog ? "changelog " : "plain ") + records);
    }

    /** Reads the whole topic and writes the last facts of each key to a file, tab-separated. */
    Run run(boolean hasChangelog, long records, Path facts) throws IOException {
        return order((hasChangelog ? "changelog " : "plain ") + records + " " + facts);
    }

    private Run order(String line) throws IOException {
        orders.write(line);
        orders.newLine();
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the process of Kafka Streams ended, asked for '" + line + "'");
        }
        String[] nanos = answer.split(" ", 2);
        return new Run(Long.parseLong(nanos[0]), Long.parseLong(nanos[1]));
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.onExit().join();
    }
}
