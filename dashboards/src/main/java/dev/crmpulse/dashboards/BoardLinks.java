package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;

/** Ways from one board to another, with the same time range and filters. */
final class BoardLinks {
    /** The finest board: one lead or deal. */
    private static final String HISTORY = "history";

    private static final Text OPEN_HISTORY = new Text("Open its history", "查看完整经过");

    private final Boards boards;
    private final Board from;
    private final Language language;

    BoardLinks(Boards boards, Board from, Language language) {
        this.boards = boards;
        this.from = from;
        this.language = language;
    }

    /** A link in the head of a board or panel. */
    ObjectNode to(String uid) {
        Board to = boards.board(uid);
        ObjectNode link = Json.object()
                .put("asDropdown", false)
                .put("icon", "dashboard")
                .put("includeVars", false)
                .put("keepTime", false)
                .put("targetBlank", false)
                .put("title", to.title().in(language))
                .put("tooltip", to.question().in(language))
                .put("type", "link")
                .put("url", url(to));
        link.putArray("tags");
        return link;
    }

    /** From a row of a table to the history of the lead or deal that its columns {@code tenant} and {@code id} name. */
    ObjectNode toHistory() {
        return Json.object()
                .put("title", OPEN_HISTORY.in(language))
                .put(
                        "url",
                        "/d/" + GrafanaBoards.uid(boards.board(HISTORY), language)
                                + "?var-tenant=${__data.fields.tenant}&var-id=${__data.fields.id}")
                .put("targetBlank", false);
    }

    /** Only what means the same on both boards goes along. */
    private String url(Board to) {
        String filters = from.variables().stream()
                .filter(to.variables()::contains)
                .map(key -> "&${" + boards.frame().variable(key).name() + ":queryparam}")
                .collect(Collectors.joining());
        return "/d/" + GrafanaBoards.uid(to, language) + "?${__url_time_range}" + filters;
    }
}
