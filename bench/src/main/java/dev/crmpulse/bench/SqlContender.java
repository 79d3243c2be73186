package dev.crmpulse.bench;

import dev.crmpulse.bench.rival.SalesFacts;
import dev.crmpulse.bench.rival.SqlRival;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.embedded.flink.StateBackend;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** Flink's SQL, see {@link SqlRival}. */
record SqlContender(StateBackend backend) implements Rival {
    @Override
    public String title() {
        return "Flink SQL, " + (backend == StateBackend.HEAP ? "heap" : "RocksDB");
    }

    @Override
    public Measurement run(LocalStack stack, int events) throws Exception {
        return job(environment -> {
                    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
                    Table rows = define(stack, tables);
                    tables.createTemporaryTable(
                            "nowhere",
                            TableDescriptor.forConnector("blackhole")
                                    .schema(Schema.newBuilder()
                                            .fromResolvedSchema(rows.getResolvedSchema())
                                            .build())
                                    .build());
                    tables.createStatementSet().addInsert("nowhere", rows).attachAsDataStream();
                })
                .run(stack, events);
    }

    @Override
    public Map<String, String> facts(LocalStack stack) throws Exception {
        LastRows.forget();
        job(environment -> {
                    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
                    tables.toChangelogStream(define(stack, tables)).sinkTo(new LastRows());
                })
                .run(stack, 1);
        Map<String, String> facts = new TreeMap<>();
        LastRows.all().forEach(row -> describe(row, facts));
        return facts;
    }

    private MeasuredJob job(MeasuredJob.Layout layout) {
        return new MeasuredJob(title(), backend, layout);
    }

    private static Table define(LocalStack stack, StreamTableEnvironment tables) {
        return SqlRival.define(tables, stack.kafka().bootstrapServers(), Topics.EVENTS);
    }

    private static void describe(Row row, Map<String, String> facts) {
        String id = row.getFieldAs("id");
        Long begunAt = row.getFieldAs("created_at");
        Long endedAt = row.getFieldAs("ended_at");
        switch (row.<String>getFieldAs("metric")) {
            case "M1" -> {
                if (begunAt != null) {
                    facts.put(
                            "first response of " + id,
                            SalesFacts.firstResponse(begunAt, row.getFieldAs("assigned_at"), endedAt));
                }
            }
            case "M4" ->
                facts.put(
                        "visit " + row.<Long>getFieldAs("number") + " of " + id,
                        SalesFacts.visit(row.getFieldAs("stage"), begunAt, endedAt));
            default ->
                facts.put("cycle of " + id, SalesFacts.cycle(endedAt == null ? "open" : "won", begunAt, endedAt));
        }
    }
}
