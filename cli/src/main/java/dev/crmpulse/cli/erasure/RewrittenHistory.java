package dev.crmpulse.cli.erasure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.crmpulse.connectors.clickhouse.RefusedRow;
import dev.crmpulse.connectors.cloudevents.Erasure;
import dev.crmpulse.connectors.cloudevents.PersonEraser;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** All deliveries and dead letters of the newest lineage as files to be replayed, without the persons who are erased. */
final class RewrittenHistory {
    static final String EVENTS = "events.jsonl";
    static final String LETTERS = "letters.jsonl";

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /** Deliveries of one id in one history after one another, first the one that counts. */
    private static final String SELECT_EVENTS = "SELECT tenant, key, source, id, json FROM crm.event"
            + " ORDER BY tenant, key, source, id, recordedat DESC NULLS LAST, bytes_hash DESC";

    private final List<PersonEraser> erasers;
    private final List<Erasure> erasures;
    private final long[] events;
    private final long[] dropped;

    RewrittenHistory(List<Erasure> erasures) {
        this.erasures = List.copyOf(erasures);
        this.erasers = erasures.stream().map(PersonEraser::new).toList();
        this.events = new long[erasures.size()];
        this.dropped = new long[erasures.size()];
    }

    /** What was found of each person. */
    List<ErasurePlan.Erased> found() {
        List<ErasurePlan.Erased> found = new ArrayList<>();
        for (int i = 0; i < erasures.size(); i++) {
            found.add(ErasurePlan.Erased.of(erasures.get(i), events[i], dropped[i]));
        }
        return found;
    }

    /** Whether a line of text says who one of them is. */
    boolean isMentionedIn(String line) {
        return erasers.stream().anyMatch(eraser -> eraser.isMentionedIn(line));
    }

    /** Whether a delivery of a run before the newest lineage names a person: nobody sees it, and it is to go all the same. */
    boolean isInEarlierRuns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT json FROM crm_store.event"
                        + " WHERE run < (SELECT argMax(lineage, run) FROM crm_store.run FINAL)")) {
            while (rows.next()) {
                byte[] event = bytes(rows.getString(1));
                for (PersonEraser eraser : erasers) {
                    if (eraser.erase(event) != event) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Writes the files; returns how many deliveries there are. */
    long write(Connection connection, Path directory) throws SQLException, IOException {
        Arrays.fill(events, 0);
        Arrays.fill(dropped, 0);
        long delivered;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(directory.resolve(EVENTS)))) {
            delivered = writeEvents(connection, out);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(directory.resolve(LETTERS)))) {
            writeLetters(connection, out);
        }
        return delivered;
    }

    private long writeEvents(Connection connection, OutputStream out) throws SQLException, IOException {
        long delivered = 0;
        List<String> id = List.of();
        byte[] counting = {};
        boolean isRewritten = false;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT_EVENTS)) {
            while (rows.next()) {
                List<String> itsId =
                        List.of(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4));
                byte[] delivery = bytes(rows.getString(5));
                byte[] rewritten = rewritten(delivery);
                if (!itsId.equals(id)) {
                    id = itsId;
                    counting = rewritten;
                    isRewritten = rewritten != delivery;
                } else if (isRewritten || rewritten != delivery) {
                    // which of two deliveries counts depends on their bytes: rewritten, another one might
                    rewritten = counting;
                }
                out.write(rewritten);
                out.write('\n');
                delivered++;
            }
        }
        return delivered;
    }

    private byte[] rewritten(byte[] delivery) {
        byte[] event = delivery;
        for (int i = 0; i < erasers.size(); i++) {
            byte[] without = erasers.get(i).erase(event);
            if (without != event) {
                events[i]++;
            }
            event = without;
        }
        return event;
    }

    /** Rows that tables refused are evaluated anew and found again, where they still do not fit. */
    private void writeLetters(Connection connection, OutputStream out) throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT position, reason, detail, origin_file, origin_row,"
                        + " base64Encode(bytes) FROM crm.dlq ORDER BY found_at, position")) {
            while (rows.next()) {
                if (!RefusedRow.REASONS.contains(rows.getString(2))) {
                    Optional<byte[]> letter = without(Base64.getDecoder().decode(rows.getString(6)), rows.getString(3));
                    if (letter.isPresent()) {
                        write(rows, letter.get(), out);
                    }
                }
            }
        }
    }

    private Optional<byte[]> without(byte[] letter, String detail) {
        byte[] bytes = letter;
        for (int i = 0; i < erasers.size(); i++) {
            Optional<byte[]> rest = erasers.get(i).isMentionedIn(detail)
                    ? Optional.empty()
                    : erasers.get(i).eraseUnreadable(bytes);
            if (rest.isEmpty()) {
                dropped[i]++;
                return rest;
            }
            bytes = rest.get();
        }
        return Optional.of(bytes);
    }

    private static void write(ResultSet letter, byte[] bytes, OutputStream out) throws SQLException, IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField(LetterMapping.POSITION, letter.getString(1));
            json.writeStringField(LetterMapping.REASON, letter.getString(2));
            json.writeStringField(LetterMapping.DETAIL, letter.getString(3));
            json.writeStringField(LetterMapping.FILE, letter.getString(4));
            json.writeStringField(LetterMapping.ROW, letter.getString(5));
            json.writeStringField(LetterMapping.BYTES, Base64.getEncoder().encodeToString(bytes));
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
