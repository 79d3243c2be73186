package dev.crmpulse.bench;

import dev.crmpulse.bench.rival.SalesFacts;
import dev.crmpulse.bench.rival.StreamsRival;
import dev.crmpulse.connectors.kafka.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Kafka Streams in a process of its own, since its RocksDB and that of Flink have the same names. Each line of the input orders
 * a run, {@code changelog|plain RECORDS [FILE OF FACTS]}, and is answered by nanoseconds of the clock and of the CPU; it ends
 * with the input.
 */
public final class StreamsMain {
    private final String bootstrapServers;
    private final Path state;
    private int runs;

    private StreamsMain(String bootstrapServers, Path state) {
        this.bootstrapServers = bootstrapServers;
        this.state = state;
    }

    /** Takes the brokers and a directory for the stores. */
    public static void main(String[] arguments) throws Exception {
        StreamsMain streams = new StreamsMain(arguments[0], Path.of(arguments[1]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(streams.answer(order.split(" ", 3)));
        }
    }

    private String answer(String[] order) throws IOException, InterruptedException, ExecutionException {
        runs++;
        StreamsRival.Run run = new StreamsRival.Run(
                bootstrapServers,
                Topics.EVENTS,
                "rival-" + runs,
                order[0].equals("changelog"),
                MeasuredJob.PARALLELISM,
                MeasuredJob.CHECKPOINT_INTERVAL,
                state);
        Map<String, SalesFacts> last = new ConcurrentHashMap<>();
        boolean keepsFacts = order.length > 2;
        BiConsumer<String, SalesFacts> to = keepsFacts ? last::put : (key, facts) -> {};
        long started = System.nanoTime();
        ProcessCpu cpuStarted = ProcessCpu.now();
        StreamsRival.read(run, Long.parseLong(order[1]), to);
        String answer = (System.nanoTime() - started) + " " + ProcessCpu.now().netNanosSince(cpuStarted);
        if (keepsFacts) {
            List<String> lines = new ArrayList<>();
            last.values().forEach(facts -> facts.describe((about, fact) -> lines.add(about + "\t" + fact)));
            Files.write(Path.of(order[2]), lines);
        }
        if (run.hasChangelog()) {
            deleteChangelog(run);
        }
        return answer;
    }

    /** So that the broker does not compact it while others are measured. */
    private void deleteChangelog(StreamsRival.Run run) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.deleteTopics(List.of(run.changelog())).all().get();
        }
    }
}
