package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.kafka.DeadLetterPublisher;
import dev.crmpulse.engine.fact.FactType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects rows by table and month and encodes them into batches at every checkpoint, or where a batch is full. */
final class BatchWriter implements CommittingSinkWriter<TableRow, InsertBatch> {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final long run;
    private final BatchLimits limits;
    private final BatchEncoder batchEncoder;
    private final DeadLetterPublisher deadLetters;
    private final Counter rowsRefused;
    private final Counter bytesSent;
    private final Clock clock;
    private final BlockPool pool;
    private final Map<String, TableBlocks> tables = new HashMap<>();
    private final List<InsertBatch> encoded = new ArrayList<>();
    private long waitingBytes;

    /**
     * @param attempt what the tokens of its batches begin with, see {@link BatchEncoder}
     * @param rowsRefused counts rows that went to the dead letters
     * @param bytesSent counts bytes of batches, compressed
     */
    BatchWriter(
            String attempt,
            long run,
            BatchLimits limits,
            DeadLetterPublisher deadLetters,
            Counter rowsRefused,
            Counter bytesSent,
            Clock clock) {
        this.run = run;
        this.limits = limits;
        this.pool = new BlockPool(limits.mostSpare());
        this.batchEncoder = new BatchEncoder(attempt);
        this.deadLetters = deadLetters;
        this.rowsRefused = rowsRefused;
        this.bytesSent = bytesSent;
        this.clock = clock;
    }

    @Override
    public void write(TableRow row, Context context) throws IOException {
        TableBlocks table = tables.computeIfAbsent(row.type().name(), name -> new TableBlocks(row.type(), pool));
        BlockBuffer block = table.blockOf(row);
        int sizeBefore = block.size();
        try {
            block.add(row, run, clock.millis());
        } catch (UnfitValueException unfit) {
            refuse(row, unfit);
            return;
        }
        waitingBytes += block.size() - sizeBefore;
        if (block.size() >= limits.fullBatch()) {
            encode(table, block);
        } else if (waitingBytes >= limits.mostWaiting()) {
            encodeLargest();
        }
    }

    @Override
    public Collection<InsertBatch> prepareCommit() throws IOException {
        for (TableBlocks table : tables.values()) {
            for (BlockBuffer block : List.copyOf(table.blocks())) {
                encode(table, block);
            }
        }
        List<InsertBatch> batches = List.copyOf(encoded);
        encoded.clear();
        return batches;
    }

    @Override
    public void flush(boolean endOfInput) {
        // rows wait for prepareCommit, which follows at once
    }

    @Override
    public void close() throws IOException {
        deadLetters.close();
    }

    private void encodeLargest() throws IOException {
        BlockBuffer largest = tables.values().stream()
                .flatMap(table -> table.blocks().stream())
                .max(Comparator.comparingInt(BlockBuffer::size))
                .orElseThrow();
        encode(tables.get(largest.type().name()), largest);
    }

    private void encode(TableBlocks table, BlockBuffer block) throws IOException {
        if (block.rows() > 0) {
            InsertBatch batch = batchEncoder.encode(block);
            bytesSent.inc(batch.lz4().length);
            encoded.add(batch);
        }
        waitingBytes -= block.size();
        table.remove(block);
    }

    /** What a fact was before is taken back: an outdated row must not stand as true. */
    private void refuse(TableRow row, UnfitValueException unfit) throws IOException {
        if (row.type() instanceof FactType) {
            encoded.add(Tombstones.of(row, run, clock.millis()));
        }
        if (row.kind() == TableRow.Kind.PRESENT) {
            DeadLetter letter = unfitRow(row, unfit);
            rowsRefused.inc();
            LOG.error("{} has no place for {}: {}", row.type().name(), letter.position(), letter.detail());
            deadLetters.send(letter);
        }
    }

    private DeadLetter unfitRow(TableRow row, UnfitValueException unfit) {
        String key = row.values()[0] + "/" + row.values()[1];
        return new DeadLetter(
                row.type().name() + '/' + key,
                RefusedRow.UNFIT,
                "table " + row.type().name() + ", " + unfit.getMessage(),
                "",
                0,
                clock.millis(),
                key.getBytes(StandardCharsets.UTF_8));
    }
}
