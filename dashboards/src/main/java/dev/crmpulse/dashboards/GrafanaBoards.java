package dev.crmpulse.dashboards;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes boards as Grafana's classic dashboard JSON, one folder a language. */
public final class GrafanaBoards {
    private final ObjectMapper json = new ObjectMapper();

    /** {@code GrafanaBoards DIRECTORY}: reads {@link Boards} of the directory, writes {@code DIRECTORY/grafana}. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        for (Map.Entry<String, String> file :
                new GrafanaBoards().files(Boards.read(directory)).entrySet()) {
            Path target = directory.resolve("grafana").resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue(), StandardCharsets.UTF_8);
        }
    }

    /** The JSON of all boards in all languages, by path below the folder of generated files. */
    public Map<String, String> files(Boards boards) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        Map<String, String> files = new LinkedHashMap<>();
        for (Board board : boards.boards()) {
            for (Language language : Language.values()) {
                files.put(
                        language.code() + '/' + board.uid() + ".json",
                        json.writer(printer).writeValueAsString(new DashboardWriter(boards, board, language).write())
                                + '\n');
            }
        }
        return files;
    }

    static String uid(Board board, Language language) {
        return "crm-" + board.uid() + '-' + language.code();
    }
}
