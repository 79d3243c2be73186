package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import dev.crmpulse.embedded.clickhouse.sql.Statement;
import dev.crmpulse.embedded.clickhouse.sql.StatementReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The statement of a request: its kind and either its whole text or, of an INSERT, the rows that follow the head. */
final class RequestStatement {
    /** An INSERT's head must fit in here, as it must in ClickHouse's own max_query_size. */
    private static final int HEAD_BYTES = 256 << 10;

    private static final int MAX_TEXT_BYTES = 4 << 20;

    private final Statement statement;
    private final byte[] text;
    private final InputStream rows;

    private RequestStatement(Statement statement, byte[] text, InputStream rows) {
        this.statement = statement;
        this.text = text;
        this.rows = rows;
    }

    /** Reads the statement that begins in the URL, if it does, and goes on in the body. */
    static RequestStatement read(Optional<String> urlText, InputStream body) throws IOException {
        InputStream source = urlText.<InputStream>map(text -> new SequenceInputStream(
                        new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)), body))
                .orElse(body);
        byte[] head = source.readNBytes(HEAD_BYTES);
        Statement statement = StatementReader.read(head);
        if (statement instanceof Statement.InsertOfRows insert) {
            int start = insert.dataStart();
            InputStream rows =
                    new SequenceInputStream(new ByteArrayInputStream(head, start, head.length - start), source);
            return new RequestStatement(statement, head, rows);
        }
        byte[] text = readWhole(head, source);
        Statement whole = text.length == head.length ? statement : StatementReader.read(text);
        return new RequestStatement(whole, text, InputStream.nullInputStream());
    }

    private static byte[] readWhole(byte[] head, InputStream source) throws IOException {
        if (head.length < HEAD_BYTES) {
            return head;
        }
        byte[] text = new SequenceInputStream(new ByteArrayInputStream(head), source).readNBytes(MAX_TEXT_BYTES + 1);
        if (text.length > MAX_TEXT_BYTES) {
            throw EngineException.of(
                    229, "QUERY_IS_TOO_LARGE", "A statement may have " + MAX_TEXT_BYTES + " bytes at most");
        }
        return text;
    }

    Statement statement() {
        return statement;
    }

    /** The whole text of a statement without rows. */
    byte[] text() {
        return text;
    }

    /** The rows of an INSERT; of any other statement nothing. */
    InputStream rows() {
        return rows;
    }
}
