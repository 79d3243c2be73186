package dev.crmpulse.bench;

import dev.crmpulse.cli.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Kafka Streams, see {@link dev.crmpulse.bench.rival.StreamsRival}. */
record StreamsContender(StreamsProcess process, boolean hasChangelog) implements Rival {
    @Override
    public String title() {
        return "Kafka Streams, RocksDB, " + (hasChangelog ? "changelog" : "no changelog");
    }

    /** CPU of its own process, and of this one for the broker. */
    @Override
    public Measurement run(LocalStack stack, int events) throws Exception {
        long records = new BenchTopic(stack.kafka()).size();
        ProcessCpu brokerStarted = ProcessCpu.now();
        StreamsProcess.Run run = process.run(hasChangelog, records);
        long brokerNanos = ProcessCpu.now().netNanosSince(brokerStarted);
        return Measurement.ofCost(events, run.nanos(), run.cpuNanos() + brokerNanos);
    }

    @Override
    public Map<String, String> facts(LocalStack stack) throws Exception {
        Path file = stack.directory().temporary().resolve("facts");
        process.run(hasChangelog, new BenchTopic(stack.kafka()).size(), file);
        return read(file);
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> facts = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int tab = line.indexOf('\t');
            facts.put(line.substring(0, tab), line.substring(tab + 1));
        }
        return facts;
    }
}
