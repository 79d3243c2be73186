package dev.crmpulse.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.alerts.AlertMessage.ParsedRecord;
import dev.crmpulse.alerts.AlertMessage.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertMessageTest {
    private static final String JSON = """
            {"specversion":"1.0","id":"a-1/raised/3","source":"crm-pulse","type":"crm.alert.raised",
             "subject":"alert/a-1","time":"2026-11-22T09:00:00.000Z","tenant":"acme",
             "data":{"tenant":"acme","alert_id":"a-1","started_at":"2026-11-22T07:00:00.000Z","entity":"lead",
             "entity_id":"L-1","sla":"first-response","policy_id":"first-response@1","episode":1,
             "level":"supervisor","level_no":2,"owner":"rep-07","due_at":"2026-11-22T10:00:00.000+01:00",
             "status":"raised","delivery":"sent","horizon":"2026-11-22T09:00:00.000Z","news":true}}
            """;

    @Test
    void anAlertIsReadAsItWasPublished() {
        assertThat(parse(JSON))
                .isEqualTo(new AlertMessage(
                        "a-1/raised/3",
                        "acme",
                        "a-1",
                        "lead",
                        "L-1",
                        "first-response",
                        "first-response@1",
                        1,
                        "supervisor",
                        2,
                        "rep-07",
                        Instant.parse("2026-11-22T07:00:00Z"),
                        Optional.of(Instant.parse("2026-11-22T09:00:00Z")),
                        Status.RAISED,
                        ParsedRecord.SENT,
                        Optional.of(Instant.parse("2026-11-22T09:00:00Z"))));
    }

    @Test
    void whatIsLeftOutIsEmpty() {
        AlertMessage alert = parse(JSON.replace("\"owner\":\"rep-07\",", "")
                .replaceAll("\"due_at\":\"[^\"]*\",", "")
                .replace("\"delivery\":\"sent\"", "\"delivery\":\"suppressed\""));

        assertThat(alert.owner()).isEmpty();
        assertThat(alert.dueAt()).isEmpty();
        assertThat(alert.delivery()).isEqualTo(ParsedRecord.SUPPRESSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "alert_id":"a-1",        | ``                | it has no 'alert_id'
            "id":"a-1/raised/3",     | ``                | it has no 'id'
            "status":"raised"          | "status":"shouted"  | 'status' is of an unknown kind
            "2026-11-22T07:00:00.000Z" | "yesterday"     | 'started_at' is no time of RFC 3339
            "data"                   | "date"            | it has no 'data'
            {"specversion"           | {{"specversion"   | it is no JSON (at byte
            """)
    void whatIsNoAlertIsReportedWithoutItsContents(String part, String broken, String problem) {
        assertThatThrownBy(() -> parse(JSON.replace(part, broken)))
                .isInstanceOf(AlertFormatException.class)
                .hasMessageStartingWith(problem)
                .hasMessageNotContainingAny("L-1", "rep-07");
    }

    @Test
    void aRecordWithoutAValueIsNoAlert() {
        assertThatThrownBy(() -> AlertMessage.parse(null)).hasMessage("the record is empty");
        assertThatThrownBy(() -> parse("[]")).hasMessage("it is no JSON object");
    }

    private static AlertMessage parse(String json) {
        return AlertMessage.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
