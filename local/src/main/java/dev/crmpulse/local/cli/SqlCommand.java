package dev.crmpulse.local.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the local ClickHouse. The result alone goes to standard output, as ClickHouse wrote it. */
@Command(name = "sql", description = "Ask the local ClickHouse, also one that a demo is running.")
final class SqlCommand implements Callable<Integer> {
    /** Where the syntax is wrong, ClickHouse lists all it knows; what it could not read is enough. */
    private static final Pattern GRAMMAR = Pattern.compile("(?s)\\. Expected one of: .*?(?=\\. \\(SYNTAX_ERROR\\))");

    @Mixin
    private DataDirOption dataDir;

    @Option(
            names = "--format",
            paramLabel = "TSV",
            description = "any ClickHouse format (default: PrettyCompact on a terminal, else TSV)")
    private String format;

    @Parameters(paramLabel = "SQL", description = "such as \"SELECT * FROM crm.deal LIMIT 10\"")
    private String query;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String wanted = format != null ? format : Terminal.isInteractive() ? "PrettyCompact" : "TSV";
        try (RunningClickHouse clickHouse = RunningClickHouse.of(dataDir.path())) {
            URI uri = URI.create(clickHouse.endpoint().url() + "/?database=crm&default_format="
                    + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
            HttpResponse<InputStream> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .POST(HttpRequest.BodyPublishers.ofString(query))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    String message = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    throw new IOException(GRAMMAR.matcher(message.strip()).replaceFirst(""));
                }
                PrintStream out = System.out;
                body.transferTo(out);
                out.flush();
            }
        }
        return ExitCode.OK;
    }
}
