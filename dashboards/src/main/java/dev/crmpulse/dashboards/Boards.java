package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All boards and what they have in common. A board is known by its file being there. */
public record Boards(Frame frame, List<Board> boards) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /**
     * A query of a board.
     *
     * @param board its uid
     * @param name of the panel, variable or annotation
     * @param sql as the board's JSON holds it
     * @param mayBeEmpty why no row is no error
     */
    public record Query(String board, String name, String sql, Optional<String> mayBeEmpty) {
        @Override
        public String toString() {
            return board + ": " + name;
        }
    }

    public Boards {
        boards = List.copyOf(boards);
    }

    /** Reads {@code frame.yaml} and, in the order of their names, the files of {@code boards} in a directory. */
    public static Boards read(Path directory) throws IOException {
        Frame frame = YAML.readValue(directory.resolve("frame.yaml").toFile(), Frame.class);
        List<Board> boards = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve("boards"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                boards.add(YAML.readValue(file.toFile(), Board.class));
            }
        }
        return new Boards(frame, boards);
    }

    Board board(String uid) {
        return boards.stream()
                .filter(board -> board.uid().equals(uid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no board '" + uid + "'"));
    }

    /** What stands for the snippets in the queries of a board: its own before those of all. */
    Snippets snippetsOf(Board board) {
        Map<String, String> all = new HashMap<>(frame.snippets());
        all.putAll(board.snippets());
        return new Snippets(all);
    }

    /** Every query that a reader of the boards asks. */
    public List<Query> queries() {
        return boards.stream().flatMap(this::queriesOf).toList();
    }

    /** Names of what the boards can be narrowed by. */
    public Set<String> variables() {
        return boards.stream()
                .flatMap(board -> board.variables().stream())
                .map(variable -> frame.variable(variable).name())
                .collect(Collectors.toSet());
    }

    /** What is chosen of each variable before a reader has chosen anything, by its name. */
    public Map<String, List<String>> nothingChosen() {
        Map<String, List<String>> chosen = new HashMap<>();
        boards.stream()
                .flatMap(board -> board.variables().stream())
                .map(frame::variable)
                .forEach(variable -> chosen.put(variable.name(), List.of(first(variable))));
        return chosen;
    }

    private String first(Frame.Variable variable) {
        if (variable.values() != null) {
            return frame.vocabulary(variable.values()).keySet().iterator().next();
        }
        return variable.sql() == null ? "" : QueryMacros.ALL;
    }

    private Stream<Query> queriesOf(Board board) {
        Snippets snippets = snippetsOf(board);
        Stream<Query> variables = board.variables().stream()
                .map(frame::variable)
                .filter(variable -> variable.sql() != null)
                .map(variable -> new Query(
                        board.uid(), "variable " + variable.name(), snippets.fill(variable.sql()), Optional.empty()));
        Stream<Query> annotations = frame.annotations().stream()
                .map(annotation -> new Query(
                        board.uid(),
                        "annotation " + annotation.name().en(),
                        snippets.fill(annotation.sql()),
                        Optional.empty()));
        Stream<Query> panels = Stream.concat(frame.header().stream(), board.panels())
                .map(panel -> new Query(
                        board.uid(),
                        panel.title().en(),
                        snippets.fill(panel.sql()),
                        Optional.ofNullable(panel.mayBeEmpty())));
        return Stream.of(variables, annotations, panels).flatMap(queries -> queries);
    }
}
