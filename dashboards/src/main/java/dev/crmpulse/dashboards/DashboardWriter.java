package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** Writes one board in one language. */
final class DashboardWriter {
    private static final int SCHEMA_VERSION = 41;
    private static final int QUESTION_WIDTH = 14;
    private static final int QUESTION_HEIGHT = 4;
    private static final Text QUESTION = new Text("What this board answers", "本看板回答的问题");
    private static final Text NOT_NARROWED = new Text("Not narrowed by: ", "不受以下筛选影响：");
    private static final Text SEPARATOR = new Text(", ", "、");

    private final Boards boards;
    private final Board board;
    private final Language language;
    private final Snippets snippets;
    private final BoardLinks links;
    private final FieldConfigWriter fields;
    private final Grid grid = new Grid();

    DashboardWriter(Boards boards, Board board, Language language) {
        this.boards = boards;
        this.board = board;
        this.language = language;
        this.snippets = boards.snippetsOf(board);
        this.links = new BoardLinks(boards, board, language);
        this.fields = new FieldConfigWriter(boards.frame(), language, links);
    }

    ObjectNode write() {
        ObjectNode dashboard = Json.object()
                .put("uid", GrafanaBoards.uid(board, language))
                .put("title", board.title().in(language))
                .put("description", board.question().in(language))
                .put("schemaVersion", SCHEMA_VERSION)
                .put("version", 1)
                .put("editable", false)
                .put("fiscalYearStartMonth", 0)
                .put("graphTooltip", 1)
                .put("liveNow", false)
                .put("preload", false)
                .put("refresh", board.refresh())
                .put("timezone", "browser")
                .put("weekStart", "monday");
        dashboard.putArray("tags").add("crm-pulse").add(language.code());
        dashboard.putObject("time").put("from", board.range()).put("to", "now");
        dashboard
                .putObject("timepicker")
                .putArray("refresh_intervals")
                .add("10s")
                .add("30s")
                .add("1m")
                .add("5m")
                .add("15m");
        ArrayNode annotations = dashboard.putObject("annotations").putArray("list");
        boards.frame().annotations().forEach(annotation -> annotations.add(annotation(annotation)));
        ArrayNode linked = dashboard.putArray("links");
        board.finer().forEach(uid -> linked.add(links.to(uid)));
        ArrayNode variables = dashboard.putObject("templating").putArray("list");
        VariableWriter variable = new VariableWriter(boards.frame(), snippets, language);
        variables.add(variable.dataSource());
        variables().forEach(one -> variables.add(variable.write(one)));
        ArrayNode panels = dashboard.putArray("panels");
        panels.add(question());
        boards.frame().header().forEach(panel -> panels.add(panel(panel, panels.size() + 1)));
        for (Board.Row row : board.rows()) {
            grid.endLine();
            panels.add(row(row, panels.size() + 1));
            grid.endLine();
            row.panels().forEach(panel -> panels.add(panel(panel, panels.size() + 1)));
        }
        return dashboard;
    }

    private List<Frame.Variable> variables() {
        return board.variables().stream().map(boards.frame()::variable).toList();
    }

    private ObjectNode annotation(Frame.Annotation annotation) {
        ObjectNode written = Json.object()
                .put("name", annotation.name().in(language))
                .put("enable", true)
                .put("hide", false)
                .put("iconColor", annotation.color());
        written.set("datasource", QueryWriter.dataSource());
        written.set("target", QueryWriter.query(snippets.fill(annotation.sql()), false));
        return written;
    }

    /** What the board is for, and on which clock it measures. */
    private ObjectNode question() {
        ObjectNode text = Json.object()
                .put("id", 1)
                .put("type", "text")
                .put("title", QUESTION.in(language))
                .put("description", board.question().in(language))
                .put("transparent", true);
        text.set("gridPos", grid.place(QUESTION_WIDTH, QUESTION_HEIGHT));
        text.putObject("options")
                .put("mode", "markdown")
                .put(
                        "content",
                        "**" + board.question().in(language).strip() + "**\n\n"
                                + board.clock().in(language).strip());
        return text;
    }

    private ObjectNode row(Board.Row row, int id) {
        ObjectNode written = Json.object()
                .put("id", id)
                .put("type", "row")
                .put("title", row.title().in(language))
                .put("collapsed", false);
        written.set("gridPos", grid.place(Grid.WIDTH, 1));
        written.putArray("panels");
        return written;
    }

    private ObjectNode panel(Panel panel, int id) {
        PanelWriter writer = PanelWriter.of(panel.kind());
        ObjectNode written = Json.object()
                .put("id", id)
                .put("type", writer.type())
                .put("title", panel.title().in(language))
                .put("description", description(panel));
        written.set("datasource", QueryWriter.dataSource());
        written.set("gridPos", grid.place(panel.width(), panel.height() == null ? writer.height() : panel.height()));
        if (panel.finer() != null) {
            written.putArray("links").add(links.to(panel.finer()));
        }
        written.set("fieldConfig", fields.write(panel, writer));
        written.set("options", writer.options(panel));
        written.putArray("targets").add(QueryWriter.query(snippets.fill(panel.sql()), writer.isSeries()));
        return written;
    }

    private String description(Panel panel) {
        String ignored = variables().stream()
                .filter(variable -> panel.ignores().contains(variable.name()))
                .map(variable -> variable.label().in(language))
                .collect(Collectors.joining(SEPARATOR.in(language)));
        String description = panel.description().in(language).strip();
        return ignored.isEmpty() ? description : description + "\n\n" + NOT_NARROWED.in(language) + ignored;
    }
}
