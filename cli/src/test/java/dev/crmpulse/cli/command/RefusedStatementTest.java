package dev.crmpulse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusedStatementTest {
    private static final String VERSION = " (version 26.7.2.1)\n";

    @Test
    void anUnknownZoneIsNamedWithTheNearest() {
        String within = ": In scope SELECT toTimeZone(started_at, 'x') AS t FROM crm.fact_window AS w. (BAD_ARGUMENTS)";
        assertThat(RefusedStatement.text(
                        "Code: 36. DB::Exception: Cannot load time zone Europe/Amsterdan" + within + VERSION))
                .isEqualTo("unknown zone 'Europe/Amsterdan', did you mean 'Europe/Amsterdam'?"
                        + " (all names: SELECT time_zone FROM system.time_zones)");
        assertThat(RefusedStatement.text(
                        "Code: 36. DB::Exception: Cannot load time zone UTC+8: while executing function toDate"
                                + " on arguments __table7.started_at DateTime64(3, 'UTC'). (BAD_ARGUMENTS)" + VERSION))
                .startsWith("unknown zone 'UTC+8', did you mean 'Etc/GMT-8'?");
        assertThat(RefusedStatement.text(
                        "Code: 36. DB::Exception: Cannot load time zone +08:00: while executing function toDate"
                                + " on arguments __table7.started_at DateTime64(3, 'UTC'). (BAD_ARGUMENTS)" + VERSION))
                .startsWith("unknown zone '+08:00', did you mean 'Etc/GMT-8'?");
        assertThat(RefusedStatement.text(
                        "Code: 43. DB::Exception: Provided time zone must be non-empty and be a valid time"
                                + " zone: while executing function toDate on arguments x. (ILLEGAL_TYPE_OF_ARGUMENT)"
                                + VERSION))
                .startsWith("unknown zone ''; write one such as UTC or Europe/Amsterdam");
    }

    @Test
    void theQueryWithinAViewIsLeftOut() {
        assertThat(RefusedStatement.text(
                        "Code: 36. DB::Exception: mont doesn't look like datepart name in dateTrunc: In scope"
                                + " SELECT tenant, dateTrunc('mont', toTimeZone(started_at, 'UTC')) AS p. (BAD_ARGUMENTS)"
                                + VERSION))
                .isEqualTo("Code: 36. DB::Exception: mont doesn't look like datepart name in dateTrunc. (BAD_ARGUMENTS)"
                        + " (version 26.7.2.1)");
    }

    @Test
    void whatCouldBeReadInsteadIsLeftOut() {
        assertThat(RefusedStatement.text(
                        "Code: 62. DB::Exception: Syntax error: failed at position 1 (SELEC). Expected one of:"
                                + " Query, SELECT query, INSERT query. (SYNTAX_ERROR)" + VERSION))
                .isEqualTo("Code: 62. DB::Exception: Syntax error: failed at position 1 (SELEC). (SYNTAX_ERROR)"
                        + " (version 26.7.2.1)");
    }

    @Test
    void whoAsksBeforeThereAreTablesIsAskedToWait() {
        assertThat(RefusedStatement.text(
                        "Code: 81. DB::Exception: Database crm does not exist. (UNKNOWN_DATABASE)" + VERSION))
                .isEqualTo("there are no tables yet: a demo, replay or run makes them in its first seconds, then ask"
                        + " again");
    }
}
