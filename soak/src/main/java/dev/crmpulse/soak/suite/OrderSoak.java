package dev.crmpulse.soak.suite;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Events exported, shuffled, one in ten doubled, and replayed elsewhere. */
final class OrderSoak implements Soak {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "order";
    }

    @Override
    public String shows() {
        return "shuffled events, one in ten doubled, leave the same facts";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        Path lines = Files.createTempFile("crm-pulse-soak", ".jsonl");
        FactDigest inOrder;
        int doubled;
        try (SoakStack soak = SoakStack.start(CHECKPOINT_INTERVAL)) {
            soak.replay(sets.loans());
            try (Connection connection = soak.connect()) {
                inOrder = FactDigest.of(connection);
                doubled = export(connection, lines, new Random(7));
            }
        }
        try (SoakStack soak = SoakStack.start(CHECKPOINT_INTERVAL)) {
            var report = soak.replay(Sets.events(lines));
            try (Connection connection = soak.connect()) {
                List<String> differences = inOrder.differences(FactDigest.of(connection));
                differences.forEach(difference -> out.println("DIFFERENT " + difference));
                boolean counted = report.duplicates() == doubled;
                out.printf(
                        Locale.ROOT,
                        "%s: %,d events shuffled, %,d doubled, %,d counted as duplicates%n",
                        differences.isEmpty() && counted ? "equal" : "DIFFERENT",
                        report.events(),
                        doubled,
                        report.duplicates());
                return differences.isEmpty() && counted;
            }
        } finally {
            Files.delete(lines);
        }
    }

    private static int export(Connection connection, Path lines, Random random) throws SQLException, IOException {
        List<String> events = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT json FROM crm.event")) {
            while (rows.next()) {
                events.add(rows.getString(1));
            }
        }
        int once = events.size();
        for (int i = 0; i < once; i += 10) {
            events.add(events.get(i));
        }
        Collections.shuffle(events, random);
        try (BufferedWriter out = Files.newBufferedWriter(lines)) {
            for (String event : events) {
                out.write(event);
                out.write('\n');
            }
        }
        return events.size() - once;
    }
}
