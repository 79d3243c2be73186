package dev.crmpulse.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every macro as the plugin expands it, and values that try to be more than values. */
class QueryMacrosTest {
    private static final Instant FROM = Instant.parse("2026-01-01T22:30:00.250Z");
    private static final Instant TO = Instant.parse("2026-01-03T00:00:00.750Z");

    private static QueryMacros with(Map<String, List<String>> variables) {
        return new QueryMacros(FROM, TO, Duration.ofMillis(90_500), variables);
    }

    private static String expand(String sql) {
        return with(Map.of()).expand(sql);
    }

    private static String literal(String value) {
        return with(Map.of("id", List.of(value))).expand("${id:singlequote}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$__timeFilter(due_at) | due_at >= toDateTime(1767306600) AND due_at <= toDateTime(1767398400)",
                "$__timeFilter_ms(due_at) | due_at >= fromUnixTimestamp64Milli(1767306600250)"
                        + " AND due_at <= fromUnixTimestamp64Milli(1767398400750)",
                "$__dateFilter(day) | day >= toDate('2026-01-01') AND day <= toDate('2026-01-03')",
                "$__fromTime | toDateTime(1767306600)",
                "$__toTime | toDateTime(1767398400)",
                "$__fromTime_ms | fromUnixTimestamp64Milli(1767306600250)",
                "$__toTime_ms | fromUnixTimestamp64Milli(1767398400750)",
                "$__timeInterval(t) | toStartOfInterval(toDateTime(t), INTERVAL 90 second)",
                "$__timeInterval_ms(t) | toStartOfInterval(toDateTime64(t, 3), INTERVAL 90500 millisecond)",
                "$__interval_s | 90",
                "n / $__interval_s + 1 | n / 90 + 1"
            })
    void macrosAreThoseOfThePlugin(String macro, String sql) {
        assertThat(expand(macro)).isEqualTo(sql);
    }

    @Test
    void stepsAreNeverNothing() {
        QueryMacros macros = new QueryMacros(FROM, TO, Duration.ZERO, Map.of());

        assertThat(macros.expand("$__interval_s")).isEqualTo("1");
        assertThat(macros.expand("$__timeInterval(t)")).endsWith("INTERVAL 1 second)");
        assertThat(macros.expand("$__timeInterval_ms(t)")).endsWith("INTERVAL 1 millisecond)");
    }

    @Test
    void columnsMayBeExpressions() {
        assertThat(expand("WHERE $__timeFilter(if(a = ')', b, c)) AND x"))
                .isEqualTo("WHERE if(a = ')', b, c) >= toDateTime(1767306600)"
                        + " AND if(a = ')', b, c) <= toDateTime(1767398400) AND x");
        assertThat(expand("$__timeFilter(least(at, $__toTime))"))
                .startsWith("least(at, toDateTime(1767398400)) >= toDateTime(1767306600)");
    }

    @Test
    void dollarsThatAreNoMacrosStay() {
        assertThat(expand("SELECT match(a, '^x$') AND b = '5 $', '$ '"))
                .isEqualTo("SELECT match(a, '^x$') AND b = '5 $', '$ '");
    }

    @Test
    void variablesAreLiterals() {
        QueryMacros macros = with(Map.of("team", List.of("north", "south"), "id", List.of("L1"), "person", List.of()));

        assertThat(macros.expand("team IN (${team:singlequote}) AND id = ${id:singlequote}"))
                .isEqualTo("team IN ('north','south') AND id = 'L1'");
        assertThat(macros.expand("person IN (${person:singlequote})")).isEqualTo("person IN ('')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$__conditionalAll(team IN (${team:singlequote}), $team)",
                "$__conditionalAll(team IN (${team:singlequote}),${team})",
                "$__conditionalAll( team IN (${team:singlequote}) , $team )"
            })
    void aConditionStandsUnlessAllIsChosen(String sql) {
        assertThat(with(Map.of("team", List.of("a", "b"))).expand(sql)).isEqualTo("team IN ('a','b')");
        assertThat(with(Map.of("team", List.of("$__all"))).expand(sql)).isEqualTo("1=1");
        assertThat(with(Map.of("team", List.of())).expand(sql)).isEqualTo("1=1");
        assertThat(with(Map.of("team", List.of(""))).expand(sql)).isEqualTo("1=1");
    }

    @Test
    void allBesideAnotherIsAValue() {
        assertThat(with(Map.of("team", List.of("$__all", "a")))
                        .expand("$__conditionalAll(team IN (${team:singlequote}), $team)"))
                .isEqualTo("team IN ('$__all','a')");
    }

    @Test
    void conditionsStandInMacrosAndMacrosInConditions() {
        QueryMacros macros = with(Map.of("team", List.of("a"), "tier", List.of("$__all")));

        assertThat(macros.expand("$__conditionalAll((team = ${team:singlequote} AND $__dateFilter(d)"
                        + " AND $__conditionalAll(tier IN (${tier:singlequote}), $tier)), $team)"))
                .isEqualTo("(team = 'a' AND d >= toDate('2026-01-01') AND d <= toDate('2026-01-03') AND 1=1)");
    }

    @Test
    void allIsNoListOfValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of("team", List.of("$__all"))).expand("team IN (${team:singlequote})"))
                .withMessageContaining("variable team")
                .withMessageContaining("$__conditionalAll");
    }

    @Test
    void noValueLeavesItsLiteral() {
        assertThat(literal("O'Neill")).isEqualTo("'O\\'Neill'");
        assertThat(literal("\\")).isEqualTo("'\\\\'");
        assertThat(literal("\\'")).isEqualTo("'\\\\\\''");
        assertThat(literal("a\nb\r\0")).isEqualTo("'a\\nb\\r\\0'");
        assertThat(literal("'; DROP TABLE crm.event; --")).isEqualTo("'\\'; DROP TABLE crm.event; --'");
        assertThat(literal("华东 “区” ’ \" ` -- /*")).isEqualTo("'华东 “区” ’ \" ` -- /*'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${id:singlequote}", "${team:singlequote}", "$__fromTime", "$__timeFilter(x)", "$1", "$__all "})
    void whatAValueHoldsIsNotExpandedAgain(String value) {
        QueryMacros macros = with(Map.of("id", List.of(value), "team", List.of("never")));

        assertThat(macros.expand("id = ${id:singlequote}")).isEqualTo("id = '" + value + "'");
        assertThat(macros.expand("$__conditionalAll(id = ${id:singlequote}, $id) AND $__timeFilter(${id:singlequote})"))
                .startsWith("id = '" + value + "' AND '" + value + "' >= toDateTime(");
    }

    @Test
    void aQuoteInAValueDoesNotMoveTheEndOfAMacro() {
        assertThat(with(Map.of("id", List.of("'),$x"), "x", List.of("$__all")))
                        .expand("$__conditionalAll(id = ${id:singlequote}, $id)"))
                .isEqualTo("id = '\\'),$x'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$__timeFiltr(a)",
                "$__interval",
                "$__interval_ms",
                "$__timeFilter",
                "$__from",
                "$tenant",
                "${tenant}",
                "${tenant:csv}",
                "${tenant:raw}",
                "${__from}",
                "${unknown:singlequote}",
                "${tenant:singlequote",
                "$__conditionalAll(a = 1, $unknown)",
                "$__conditionalAll($__timeFiltr(a), $all)",
                "$__conditionalAll(a IN (${unknown:singlequote}), $all)"
            })
    void whatIsUnknownIsNamed(String sql) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of("tenant", List.of("acme"), "all", List.of("$__all")))
                        .expand(sql))
                .withMessageMatching("unknown macro or variable \\$.+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$__timeFilter(a",
                "$__timeFilter('a)",
                "$__timeFilter()",
                "$__timeFilter(a, b)",
                "$__conditionalAll(a = 1)",
                "$__conditionalAll(a = 1, b = 2, $tenant)",
                "$__conditionalAll(a = 1, tenant)"
            })
    void aMacroThatIsNotWellFormedIsNamed(String sql) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of("tenant", List.of("acme"))).expand(sql))
                .withMessageContaining("macro " + sql.substring(0, sql.indexOf('(')));
    }
}
