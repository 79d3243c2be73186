package dev.crmpulse.bench;

import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.dashboards.Boards;
import dev.crmpulse.dashboards.Cookbook;
import dev.crmpulse.dashboards.QueryMacros;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A query as analysts and readers of boards ask it. */
record AskedQuery(String name, String sql, Aim aim) {
    private static final Duration STEP = Duration.ofHours(1);

    /** Every question of the cookbook, then every query of a board, once. */
    static List<AskedQuery> all(Instant now) throws IOException {
        return Stream.concat(
                        Cookbook.read(ProjectFiles.root().resolve("docs/analysts.md")).questions().stream()
                                .map(question ->
                                        new AskedQuery(question.text(), question.sql(), Aim.of(question.sql()))),
                        ofBoards(now))
                .toList();
    }

    private static Stream<AskedQuery> ofBoards(Instant now) throws IOException {
        Boards boards = Boards.read(ProjectFiles.dashboards());
        QueryMacros macros = new QueryMacros(now.minus(Duration.ofDays(Aim.DAYS)), now, STEP, boards.nothingChosen());
        Set<String> seen = new HashSet<>();
        return boards.queries().stream()
                .filter(query -> seen.add(query.sql()))
                .map(query -> new AskedQuery(query.toString(), macros.expand(query.sql()), Aim.ofBoard(query.sql())));
    }
}
