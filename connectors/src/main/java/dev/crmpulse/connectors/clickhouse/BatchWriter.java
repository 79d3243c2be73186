package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.kafka.DeadLetterPublisher;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.engine.fact.TableType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects rows by table and month and encodes them into batches at every checkpoint, or when a batch is full. */
final class BatchWriter implements CommittingSinkWriter<TableRow, InsertBatch> {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private static final int FULL_BATCH_BYTES = 8 << 20;

    private final long run;
    private final BatchEncoder batchEncoder;
    private final DeadLetterPublisher deadLetters;
    private final Counter rowsRefused;
    private final Clock clock;
    private final Map<String, TableBuffers> tables = new HashMap<>();
    private final List<InsertBatch> encoded = new ArrayList<>();

    /** @param rowsRefused counts rows that went to the dead letters */
    BatchWriter(String job, long run, DeadLetterPublisher deadLetters, Counter rowsRefused, Clock clock) {
        this.run = run;
        this.batchEncoder = new BatchEncoder(job);
        this.deadLetters = deadLetters;
        this.rowsRefused = rowsRefused;
        this.clock = clock;
    }

    @Override
    public void write(TableRow row, Context context) throws IOException {
        TableBuffers table = tables.computeIfAbsent(row.type().name(), name -> new TableBuffers(row.type()));
        RowBuffer buffer = table.bufferOf(row);
        try {
            table.encoder.encode(row.values(), buffer);
        } catch (RowEncoder.UnfitValueException unfit) {
            buffer.dropUnendedRow();
            refuse(row, unfit);
            return;
        }
        table.putSystemColumns(row, buffer);
        buffer.endRow();
        if (buffer.size() >= FULL_BATCH_BYTES) {
            table.encode(buffer);
        }
    }

    @Override
    public Collection<InsertBatch> prepareCommit() throws IOException {
        for (TableBuffers table : tables.values()) {
            table.encodeAll();
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

    /** What a fact was before is taken back: an outdated row must not stand as true. */
    private void refuse(TableRow row, RowEncoder.UnfitValueException unfit) throws IOException {
        if (row.type() instanceof FactType) {
            encoded.add(Tombstones.of(row, version(row), clock.millis()));
        }
        if (row.kind() == TableRow.Kind.PRESENT) {
            DeadLetter letter = unfitRow(row, unfit);
            rowsRefused.inc();
            LOG.error("{} has no place for {}: {}", row.type().name(), letter.position(), letter.detail());
            deadLetters.send(letter);
        }
    }

    private long version(TableRow row) {
        return run << 32 | row.revision();
    }

    private DeadLetter unfitRow(TableRow row, RowEncoder.UnfitValueException unfit) {
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

    /** The open batches of one table, by month. */
    private final class TableBuffers {
        private final TableType<?> type;
        private final RowEncoder encoder;
        private final int partitionTime;
        private final boolean tokened;
        private final String columns;
        private final Map<Integer, RowBuffer> byMonth = new HashMap<>();
        private long cachedDay = Long.MIN_VALUE;
        private RowBuffer cachedBuffer;

        private TableBuffers(TableType<?> type) {
            this.type = type;
            this.encoder = new RowEncoder(type);
            this.columns = StoreColumns.insertColumns(type);
            if (type instanceof JournalType<?> journal) {
                partitionTime = journal.partitionTime();
                tokened = journal.repeats() == Deduplication.DROPPED_BY_TOKEN;
            } else {
                partitionTime = FactType.STARTED_AT;
                tokened = false;
            }
        }

        private RowBuffer bufferOf(TableRow row) {
            long day = partitionTime == JournalType.UNPARTITIONED
                    ? 0
                    : Math.floorDiv((Long) row.values()[partitionTime], 86_400_000L);
            if (day != cachedDay || cachedBuffer == null) {
                cachedBuffer = byMonth.computeIfAbsent(month(day), month -> new RowBuffer());
                cachedDay = day;
            }
            return cachedBuffer;
        }

        private void putSystemColumns(TableRow row, RowBuffer buffer) {
            if (type instanceof FactType) {
                buffer.putLong(version(row));
                buffer.putByte(row.kind() == TableRow.Kind.TOMBSTONE ? 1 : 0);
            } else {
                buffer.putInt((int) run);
            }
            buffer.putLong(clock.millis());
        }

        private void encode(RowBuffer buffer) throws IOException {
            byMonth.values().remove(buffer);
            cachedBuffer = null;
            encoded.add(batchEncoder.encode(type.name(), columns, tokened, buffer.rowEnds(), buffer.toByteArray()));
        }

        private void encodeAll() throws IOException {
            for (RowBuffer buffer : List.copyOf(byMonth.values())) {
                if (buffer.rows() > 0) {
                    encode(buffer);
                }
            }
        }

        private static int month(long day) {
            var date = Instant.ofEpochSecond(day * 86_400L).atOffset(ZoneOffset.UTC);
            return date.getYear() * 100 + date.getMonthValue();
        }
    }
}
