package dev.crmpulse.embedded.clickhouse.http;

import com.sun.net.httpserver.HttpExchange;
import dev.crmpulse.embedded.clickhouse.engine.EngineConnection;
import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import dev.crmpulse.embedded.clickhouse.engine.StatementAnalysis;
import dev.crmpulse.embedded.clickhouse.engine.StatementAnalysis.Effect;
import dev.crmpulse.embedded.clickhouse.sql.Statement;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Runs the statement of one request and sends its answer. */
final class QueryRunner {
    private static final Set<String> STREAMABLE_KEYWORDS = Set.of("SELECT", "WITH", "FROM", "(");

    /** What changes the connection alone is allowed to readers too. */
    private static final Set<String> CONNECTION_KEYWORDS = Set.of("SET", "USE");

    private final Credentials credentials;
    private final KnownSettings knownSettings;
    private final Sessions sessions;
    private final ReaderDoor readers;

    QueryRunner(Credentials credentials, KnownSettings knownSettings, Sessions sessions, ReaderDoor readers) {
        this.credentials = credentials;
        this.knownSettings = knownSettings;
        this.sessions = sessions;
        this.readers = readers;
    }

    /**
     * Answers a request.
     *
     * @throws EngineException if the statement fails while nothing has been sent
     * @throws AnswerCutException if it fails later
     */
    void run(HttpExchange exchange, RequestParameters parameters) throws IOException {
        Credentials.Door door = credentials.door(parameters.credentials());
        RequestStatement request = RequestStatement.read(parameters.query(), RequestBody.decoded(exchange, parameters));
        Statement statement = request.statement();
        if (statement instanceof Statement.Refused refused) {
            throw EngineException.of(refused.code(), refused.codeName(), refused.reason());
        }
        if (statement instanceof Statement.Empty) {
            throw EngineException.of(62, "SYNTAX_ERROR", "Syntax error: Empty query");
        }
        // The answer ends after the session is free again: the client may send its next statement at once.
        answered(door, exchange, parameters, request).finish();
    }

    private QueryResponse answered(
            Credentials.Door door, HttpExchange exchange, RequestParameters parameters, RequestStatement request)
            throws IOException {
        if (door == Credentials.Door.READER) {
            Map<String, String> settings = knownSettings.of(parameters);
            try (EngineConnection connection =
                    readers.open(request.statement(), request.text(), parameters.database(), settings)) {
                return query(connection, (Statement.Other) request.statement(), request.text(), exchange, parameters);
            }
        }
        try (Sessions.Lease lease = sessions.lend(parameters, knownSettings.of(parameters))) {
            if (request.statement() instanceof Statement.InsertOfRows insert) {
                return insert(lease.connection(), insert, request, exchange, parameters);
            }
            return query(
                    lease.connection(), (Statement.Other) request.statement(), request.text(), exchange, parameters);
        }
    }

    private static QueryResponse insert(
            EngineConnection connection,
            Statement.InsertOfRows insert,
            RequestStatement request,
            HttpExchange exchange,
            RequestParameters parameters)
            throws IOException {
        if (!parameters.mayWrite()) {
            throw readOnly();
        }
        QueryResponse response = new QueryResponse(exchange, parameters, parameters.defaultFormat());
        response.progress(connection.insert(insert.head(), insert.format(), parameters.bound(), request.rows()));
        return response;
    }

    private static QueryResponse query(
            EngineConnection connection,
            Statement.Other statement,
            byte[] text,
            HttpExchange exchange,
            RequestParameters parameters)
            throws IOException {
        StatementAnalysis analysis = connection.analyse(text);
        if (analysis.statements() > 1) {
            throw EngineException.of(62, "SYNTAX_ERROR", "Syntax error (Multi-statements are not allowed)");
        }
        boolean parsed = analysis.statements() == 1;
        boolean changesNothing =
                analysis.effect() == Effect.READ_ONLY || CONNECTION_KEYWORDS.contains(statement.keyword());
        if (parsed && !changesNothing && !parameters.mayWrite()) {
            throw readOnly();
        }
        OutputFormat defaultFormat = parameters.defaultFormat();
        OutputFormat format = statement.format().map(OutputFormat::new).orElse(defaultFormat);
        QueryResponse response = new QueryResponse(exchange, parameters, format);
        boolean streams = analysis.effect() == Effect.READ_ONLY
                && STREAMABLE_KEYWORDS.contains(statement.keyword())
                && format.canStream()
                && !parameters.waitsForEndOfQuery();
        try {
            if (streams) {
                connection.stream(text, defaultFormat.name(), parameters.bound(), response);
            } else {
                connection.query(text, defaultFormat.name(), parameters.bound(), response);
            }
        } catch (EngineException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            response.appendError(e.getMessage());
            throw new AnswerCutException(e);
        }
        return response;
    }

    private static EngineException readOnly() {
        return EngineException.of(
                164,
                "READONLY",
                "Cannot execute query in readonly mode. For queries over HTTP, method GET implies readonly. You should"
                        + " use method POST for modifying queries");
    }
}
