package dev.crmpulse.bench;

import dev.crmpulse.bench.rival.SalesFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps, in this process, what a job computed last for each lead. */
final class LastFacts implements Sink<SalesFacts> {
    private static final Map<String, SalesFacts> LAST = new ConcurrentHashMap<>();

    static void forget() {
        LAST.clear();
    }

    static Collection<SalesFacts> all() {
        return List.copyOf(LAST.values());
    }

    @Override
    public SinkWriter<SalesFacts> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(SalesFacts facts, Context at) {
                LAST.put(facts.leadId(), facts);
            }

            @Override
            public void flush(boolean endOfInput) {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
    }
}
