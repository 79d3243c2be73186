package dev.crmpulse.connectors.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.kafka.DeadLetterPublisher;
import dev.crmpulse.connectors.retry.Attempts;
import dev.crmpulse.connectors.retry.RetryDelays;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts batches, one at a time: what fails for a passing reason is tried again with the same bytes, and a row that
 * the table refuses is found by halving the batch and dead-lettered, so that one row stops no other. What a fact was
 * before is taken back with it: a refused row leaves none, and not an outdated one.
 *
 * <p>ClickHouse writes a token into its log before the rows are there. A server that is killed between the two takes the
 * batch for a repeat when it is sent again, and answers that all is well. So wherever an earlier attempt had no good answer,
 * or is not known, the rows are looked for, and where they are missing the batch is inserted with another token.
 */
final class BatchInserter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchInserter.class);

    /** Codes by which ClickHouse refuses what a row says; sending it again is of no use. */
    private static final Set<Integer> ROW_REFUSED = Set.of(
            6, // CANNOT_PARSE_TEXT
            33, // CANNOT_READ_ALL_DATA
            69, // ARGUMENT_OUT_OF_BOUND
            117, // INCORRECT_DATA
            131, // TOO_LARGE_STRING_SIZE
            321, // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
            349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
            407, // DECIMAL_OVERFLOW
            469); // VIOLATED_CONSTRAINT

    /** Codes that mean a wrong set-up; only a person can help. */
    private static final Set<Integer> SETUP_WRONG = Set.of(
            16, // NO_SUCH_COLUMN_IN_TABLE
            60, // UNKNOWN_TABLE
            62, // SYNTAX_ERROR
            81, // UNKNOWN_DATABASE
            115, // UNKNOWN_SETTING
            192, // UNKNOWN_USER
            193, // WRONG_PASSWORD
            497, // ACCESS_DENIED
            516); // AUTHENTICATION_FAILED

    private static final int NOT_REFUSED = 0;

    /** An insert of before that the server has not ended yet will have ended by then. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    private final Client client;
    private final String attempt;
    private final ClickHouseEndpoint endpoint;
    private final Duration timeout;
    private final DeadLetterPublisher deadLetters;
    private final Counter rowsRefused;
    private final Clock clock;

    /**
     * @param attempt that of the job; of batches whose token begins otherwise it is not known whether they were sent
     * @param rowsRefused counts rows that went to the dead letters
     */
    BatchInserter(
            String attempt,
            ClickHouseEndpoint endpoint,
            Duration timeout,
            DeadLetterPublisher deadLetters,
            Counter rowsRefused,
            Clock clock) {
        this.attempt = attempt;
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.deadLetters = deadLetters;
        this.rowsRefused = rowsRefused;
        this.clock = clock;
        this.client = endpoint.client();
    }

    /**
     * Inserts batches of one table in one go. Where that refuses a row, they are inserted one by one, so that it is found.
     *
     * @param batches without tokens where they are more than one: what was inserted twice is replaced by its key
     * @throws IOException as of one batch
     */
    void insert(List<InsertBatch> batches) throws IOException, InterruptedException {
        if (batches.size() > 1 && tryToInsert(BatchEncoder.join(batches)) == NOT_REFUSED) {
            return;
        }
        for (InsertBatch batch : batches) {
            insert(batch);
        }
    }

    /**
     * Inserts a batch, however long that takes within the timeout.
     *
     * @throws IOException where ClickHouse cannot be reached for that long, or is set up wrongly
     */
    void insert(InsertBatch batch) throws IOException, InterruptedException {
        int refusal = tryToInsert(batch);
        if (refusal == NOT_REFUSED) {
            return;
        }
        if (batch.rows() == 1) {
            refuse(batch, refusal);
            return;
        }
        for (InsertBatch half : BatchEncoder.halve(batch)) {
            insert(half);
        }
    }

    /** The code by which the table refuses a row of the batch, or {@link #NOT_REFUSED}. */
    private int tryToInsert(InsertBatch batch) throws IOException, InterruptedException {
        Attempts attempts = new Attempts(RetryDelays.DATABASE, timeout);
        boolean isDoubtful = isNamed(batch) && !batch.token().startsWith(attempt);
        String token = batch.token();
        int lost = 0;
        while (true) {
            try {
                send(batch, token);
                if (!isDoubtful || isStored(batch)) {
                    return NOT_REFUSED;
                }
                lost++;
                token = batch.token() + "/again-" + lost;
                LOG.warn("{} knew the token of {} and had none of its rows: inserting it anew", endpoint, batch);
                if (!attempts.await()) {
                    throw new IOException("cannot insert " + batch + " into " + endpoint
                            + ": each time it says that it has, and no row is there");
                }
            } catch (ExecutionException | RuntimeException failure) {
                int code = serverCode(failure);
                if (ROW_REFUSED.contains(code)) {
                    return code;
                }
                if (SETUP_WRONG.contains(code) || !attempts.await()) {
                    throw new IOException(
                            "cannot insert " + batch + " into " + endpoint + ": " + firstLine(failure), failure);
                }
                isDoubtful = isNamed(batch);
                LOG.warn("trying again to insert {} into {}: {}", batch, endpoint, firstLine(failure));
            }
        }
    }

    /** Whether its rows say which insert wrote them; those of a release before do not. */
    private static boolean isNamed(InsertBatch batch) {
        return !batch.token().isEmpty() && batch.columns().contains(", " + StoreColumns.BATCH + ", ");
    }

    private boolean isStored(InsertBatch batch) throws ExecutionException, InterruptedException {
        if (hasRowOf(batch)) {
            return true;
        }
        Thread.sleep(SECOND_LOOK.toMillis());
        return hasRowOf(batch);
    }

    /** A batch is one part of one partition: all of its rows are there or none. */
    private boolean hasRowOf(InsertBatch batch) throws ExecutionException, InterruptedException {
        String query = "SELECT 1 FROM " + StoreColumns.DATABASE + "." + batch.table() + " WHERE " + StoreColumns.BATCH
                + " = " + Long.toUnsignedString(InsertBatch.id(batch.token())) + " LIMIT 1";
        try (QueryResponse answer = client.query(query, new QuerySettings().setFormat(ClickHouseFormat.TSV))
                .get()) {
            return answer.getInputStream().read() >= 0;
        } catch (InterruptedException | ExecutionException | RuntimeException failure) {
            throw failure;
        } catch (Exception reading) {
            throw new ExecutionException(reading);
        }
    }

    private void send(InsertBatch batch, String token) throws ExecutionException, InterruptedException {
        InsertSettings settings = new InsertSettings()
                .appCompressedData(true, "lz4")
                .serverSetting("async_insert", "0")
                // a batch says few keys twice: to look for them would cost more than the rows that are left out
                .serverSetting("optimize_on_insert", "0")
                // what is sent is one block: a retry with other blocks would not be known again
                .serverSetting("max_insert_block_size", "10000000")
                .serverSetting("min_insert_block_size_rows", "10000000")
                .serverSetting("min_insert_block_size_bytes", "1000000000");
        if (!token.isEmpty()) {
            settings.setDeduplicationToken(token);
        }
        try (InsertResponse response = client.insert(
                        StoreColumns.DATABASE + "." + batch.table(),
                        List.of(batch.columns().split(", ", -1)),
                        new ByteArrayInputStream(batch.lz4()),
                        ClickHouseFormat.Native,
                        settings)
                .get()) {
            LOG.debug("inserted {}, {} rows written", batch, response.getWrittenRows());
        } catch (InterruptedException | ExecutionException | RuntimeException failure) {
            throw failure;
        } catch (Exception closing) {
            throw new ExecutionException(closing);
        }
    }

    private void refuse(InsertBatch row, int code) throws IOException, InterruptedException {
        Optional<Tombstones.Instead> instead = Tombstones.of(row);
        boolean isTakenBack =
                instead.isPresent() && tryToInsert(instead.orElseThrow().tombstone()) == NOT_REFUSED;
        if (isTakenBack && instead.orElseThrow().isTakenBack()) {
            LOG.warn(
                    "table {} refused what takes back {}: key and version do",
                    row.table(),
                    instead.orElseThrow().key());
            return;
        }
        String detail = "table " + row.table() + " refused "
                + instead.map(fact -> "row " + fact.key()).orElse("a row") + " with code " + code
                + (instead.isEmpty() ? "" : isTakenBack ? ": no row of it stands" : ": an older row of it may stand");
        rowsRefused.inc();
        LOG.error("{}; it goes to the dead letters, and figures lack it until it fits and is replayed", detail);
        byte[] raw = BatchEncoder.raw(row);
        String hash = HexFormat.of().formatHex(BatchEncoder.sha256().digest(raw), 0, 8);
        deadLetters.send(
                new DeadLetter(row.table() + '/' + hash, RefusedRow.BY_TABLE, detail, "", 0, clock.millis(), raw));
    }

    private static int serverCode(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException server) {
                return server.getCode();
            }
        }
        return -1;
    }

    private static String firstLine(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof ServerException)) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("");
    }

    @Override
    public void close() throws IOException {
        client.close();
        deadLetters.close();
    }
}
