package dev.crmpulse.dashboards;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A board as its file in {@code boards/} holds it: one question, and the panels that answer it, from general to specific.
 *
 * @param uid names it for ever; each language adds its own end
 * @param clock which time its durations are measured in, in plain words
 * @param range how far back it looks when it is opened, such as {@code now-24h}
 * @param refresh how often it asks anew, such as {@code 5m}; left out, every ten seconds
 * @param variables what it can be narrowed by: names of variables of the {@link Frame}, in the order in which they are shown
 * @param finer uids of the boards to go on with from here
 * @param snippets pieces of SQL that its queries share
 */
public record Board(
        String uid,
        Text title,
        Text question,
        Text clock,
        String range,
        String refresh,
        List<String> variables,
        List<String> finer,
        Map<String, String> snippets,
        List<Row> rows) {

    /** Panels under a title of their own. */
    public record Row(Text title, List<Panel> panels) {
        public Row {
            Objects.requireNonNull(title, "title of a row");
            panels = List.copyOf(panels);
        }
    }

    public Board {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(range, "range");
        refresh = refresh == null ? "10s" : refresh;
        variables = List.copyOf(variables);
        finer = finer == null ? List.of() : List.copyOf(finer);
        snippets = snippets == null ? Map.of() : Map.copyOf(snippets);
        rows = List.copyOf(rows);
    }

    Stream<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream());
    }
}
