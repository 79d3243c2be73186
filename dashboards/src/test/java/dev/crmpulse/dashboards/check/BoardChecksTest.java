package dev.crmpulse.dashboards.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The boards that are committed are right, and each kind of fault that is put into one is named. */
class BoardChecksTest {
    private static final Path BOARDS = Path.of("grafana");

    private static BoardChecks checks;

    @BeforeAll
    static void readSchemas() throws IOException {
        checks = new BoardChecks(Path.of("schema"));
    }

    @Test
    void nothingIsWrongWithTheBoards() throws IOException {
        List<BoardFile> boards = BoardFile.readAll(BOARDS);

        assertThat(boards).hasSizeGreaterThan(2);
        assertThat(checks.problems(boards)).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "unknown key",
                        board -> panel(board).put("titel", "x"),
                        "property 'titel' is not defined",
                        "did you mean 'title'?"),
                fault(
                        "unknown option",
                        board -> options(board).put("grafMode", "none"),
                        "/options: property 'grafMode' is not defined",
                        "did you mean 'graphMode'?"),
                fault(
                        "bad enum",
                        board -> options(board).put("colorMode", "valu"),
                        "/options/colorMode: does not have a value in the enumeration",
                        "take one of those"),
                fault(
                        "bad enum of another kind",
                        board -> target(board).put("editorType", "code"),
                        "/targets/0/editorType: must be the constant value 'sql'",
                        "see dashboards/schema/board.ts"),
                fault(
                        "override of what there is not",
                        board -> overrides(board)
                                .addObject()
                                .put("id", "custom.width")
                                .put("value", 90),
                        "/fieldConfig/overrides/0/properties/0/id: does not have a value in the enumeration",
                        "take one of those"),
                fault(
                        "unknown type",
                        board -> panel(board).put("type", "statt"),
                        "unknown type 'statt'",
                        "did you mean 'stat'?"),
                fault(
                        "unknown unit",
                        board -> defaults(board).put("unit", "percntunit"),
                        "unknown unit 'percntunit'",
                        "did you mean 'percentunit'?"),
                fault("no unit", board -> defaults(board).remove("unit"), "no unit", "'short' is a plain number"),
                fault(
                        "misspelt macro",
                        board -> query(board, "SELECT count() FROM crm.alert WHERE $__timeFiltre(published_at)"),
                        "unknown macro $__timeFiltre",
                        "did you mean 'timeFilter'?"),
                fault(
                        "unknown variable",
                        board -> query(board, "SELECT count() FROM crm.alert WHERE tenant IN (${tennant:singlequote})"),
                        "unknown variable 'tennant'",
                        "did you mean 'tenant'?"),
                fault(
                        "value without quotes",
                        board -> query(board, "SELECT count() FROM crm.alert WHERE tenant = $tenant"),
                        "unknown macro or variable $tenant",
                        "only what dashboards/README.md lists is expanded"),
                fault(
                        "variable of which all may be chosen, without a condition that falls away",
                        board -> query(board, "SELECT count() FROM crm.alert WHERE tenant IN (${tenant:singlequote})"),
                        "the query lacks $__conditionalAll around the condition",
                        "only what dashboards/README.md lists is expanded"),
                fault(
                        "macro without its column",
                        board -> query(board, "SELECT count() FROM crm.alert WHERE $__timeFilter()"),
                        "macro $__timeFilter needs one column in parentheses",
                        "only what dashboards/README.md lists is expanded"),
                fault(
                        "overlapping panels",
                        board -> panel(board).set("gridPos", last(board).get("gridPos")),
                        "overlaps panel ",
                        "move one of them"),
                fault(
                        "panel outside",
                        board -> ((ObjectNode) panel(board).get("gridPos")).put("x", 23),
                        "gridPos {\"x\":23",
                        "within the 24 columns"),
                fault(
                        "missing description",
                        board -> panel(board).remove("description"),
                        "no description",
                        "write what the number means"),
                fault("missing title", board -> panel(board).remove("title"), "no title", "write what it shows"),
                fault(
                        "missing translation",
                        board -> panel(board).put("title", "纯英文"),
                        "title '纯英文' is Chinese",
                        "write 'en' in boards/sla-promises.yaml"),
                fault(
                        "duplicate panel id",
                        board -> panel(board).set("id", last(board).get("id")),
                        "another panel has this id",
                        "give it one of its own"),
                fault(
                        "link to nowhere",
                        board -> link(board, "/d/crm-sla-promisses-en?${__url_time_range}"),
                        "links to board 'crm-sla-promisses-en', which does not exist",
                        "did you mean 'crm-sla-promises-en'?"),
                fault(
                        "link to another language",
                        board -> link(board, "/d/crm-sla-promises-zh"),
                        "links to a board in another language",
                        "link to its en one"),
                fault(
                        "link with a variable that is not there",
                        board -> link(board, "/d/crm-sla-promises-en?var-tenants=a&${tenan:queryparam}"),
                        "sets variable 'tenants'",
                        "did you mean 'tenant'?"),
                fault("no query", board -> panel(board).putArray("targets"), "no query", "give it a target"),
                fault(
                        "fixed data source",
                        board -> panel(board).putObject("datasource").put("uid", "crm-pulse"),
                        "data source {\"uid\":\"crm-pulse\"}",
                        "take ${datasource}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultOfAPanelIsNamedWithItsPlaceAndWhatToDo(
            String name, Consumer<ObjectNode> fault, String what, String remedy) throws IOException {
        List<BoardFile> boards = BoardFile.readAll(BOARDS);
        BoardFile damaged = boards.stream()
                .filter(board -> board.name().equals("en/sla-promises.json"))
                .findFirst()
                .orElseThrow();
        fault.accept((ObjectNode) damaged.board());

        assertThat(checks.problems(boards)).as(name).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("en/sla-promises.json");
            assertThat(problem.where()).startsWith("panel ");
            assertThat(problem.what()).contains(what);
            assertThat(problem.remedy()).contains(remedy);
        });
    }

    private static Arguments fault(String name, Consumer<ObjectNode> damage, String what, String remedy) {
        return Arguments.of(name, damage, what, remedy);
    }

    /** The first panel that shows one figure. */
    private static ObjectNode panel(ObjectNode board) {
        for (JsonNode panel : board.get("panels")) {
            if (panel.get("type").asText().equals("stat")) {
                return (ObjectNode) panel;
            }
        }
        throw new IllegalStateException("no panel of type stat");
    }

    private static JsonNode last(ObjectNode board) {
        return board.get("panels").get(board.get("panels").size() - 1);
    }

    private static ObjectNode options(ObjectNode board) {
        return (ObjectNode) panel(board).get("options");
    }

    private static ObjectNode defaults(ObjectNode board) {
        return (ObjectNode) panel(board).at("/fieldConfig/defaults");
    }

    private static ObjectNode target(ObjectNode board) {
        return (ObjectNode) panel(board).at("/targets/0");
    }

    private static void query(ObjectNode board, String sql) {
        target(board).put("rawSql", sql);
    }

    private static ArrayNode overrides(ObjectNode board) {
        ObjectNode override = ((ObjectNode) panel(board).get("fieldConfig"))
                .putArray("overrides")
                .addObject();
        override.putObject("matcher").put("id", "byName").put("options", "x");
        return override.putArray("properties");
    }

    private static void link(ObjectNode board, String url) {
        defaults(board).putArray("links").addObject().put("title", "more").put("url", url);
    }
}
