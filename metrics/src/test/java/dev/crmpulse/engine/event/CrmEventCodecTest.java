package dev.crmpulse.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrmEventCodecTest {
    /** Something for every member that payloads of surveys read. */
    private static final Map<String, Object> SURVEY = Map.ofEntries(
            Map.entry("deal_id", "D1"),
            Map.entry("customer_id", "C1"),
            Map.entry("owner", "rep-1"),
            Map.entry("survey_id", "S1"),
            Map.entry("respondent", "r-1"),
            Map.entry("kind", "csat"),
            Map.entry("wave", "2026H1"),
            Map.entry("channel", "third-party"),
            Map.entry("tier", "high"),
            Map.entry("key_account", true),
            Map.entry("dimension", "speed"),
            Map.entry("score", new BigDecimal("4.0")),
            Map.entry("comment", "is not kept"));

    /** Something for every member that payloads of people read. */
    private static final Map<String, Object> PERSON = Map.of(
            "rep_id", "rep-1", "team", "East 1", "manager", "rep-2", "region", "East", "role", "lead", "status",
            "active");

    /** Something for every member that any other payload reads. */
    private static final Map<String, Object> EVERYTHING = Map.ofEntries(
            Map.entry("lead_id", "L1"),
            Map.entry("deal_id", "D1"),
            Map.entry("customer_id", "C1"),
            Map.entry("owner", "rep-1"),
            Map.entry("channel", "call"),
            Map.entry("campaign", "spring"),
            Map.entry("cost", "12.50"),
            Map.entry("intent", "high"),
            Map.entry("size", "small"),
            Map.entry("industry", "it"),
            Map.entry("ground", "region"),
            Map.entry("reason", "price"),
            Map.entry("kind", "click"),
            Map.entry("tier", "A"),
            Map.entry("into", "L2"),
            Map.entry("direction", "outbound"),
            Map.entry("duration", new BigDecimal("61.5")),
            Map.entry("connected", true),
            Map.entry("outcome", "talked"),
            Map.entry("notes", "four"),
            Map.entry("next_step", "demo"),
            Map.entry("next_step_at", "2026-03-05"),
            Map.entry("script_followed", false),
            Map.entry("attachment", true),
            Map.entry("stage", "Demo"),
            Map.entry("amount", -7),
            Map.entry("currency", "EUR"),
            Map.entry("from", "Lead"),
            Map.entry("to", "Offer"));

    /**
     * Schema 1, one line per type. A changed line means that state written by the last release is read wrongly: raise
     * the schema number and keep reading this form.
     */
    private static final String WRITTEN_WITH_SCHEMA_1 = """
            OTHER 01000000019cadc69a810000019cadc6ae0800000000000000001c40ce1a90a5df97ac020363726d02653101057265702d39024c31024431024331057265702d3100
            LEAD_CREATED 01010000019cadc69a810000019cadc6ae08000000000000000016fe9897872131f9ac020363726d02653101057265702d39024c31024431024331057265702d31000463616c6c06737072696e670204e200000002046869676805736d616c6c026974
            LEAD_ASSIGNED 01020000019cadc69a810000019cadc6ae080000000000000000392c5d88f3fe710dac020363726d02653101057265702d39024c31024431024331057265702d310006726567696f6e
            LEAD_ASSIGNMENT_FAILED 01030000019cadc69a810000019cadc6ae0800000000000000004a895e018e4622b8ac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            LEAD_BEHAVIOR 01040000019cadc69a810000019cadc6ae0800000000000000007ef103fb6f0aca97ac020363726d02653101057265702d39024c31024431024331057265702d310005636c69636b
            LEAD_TIERED 01050000019cadc69a810000019cadc6ae080000000000000000ed7b4be993ded2deac020363726d02653101057265702d39024c31024431024331057265702d31000141
            LEAD_DISQUALIFIED 01060000019cadc69a810000019cadc6ae080000000000000000b0c97cc98726ecc7ac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            LEAD_MERGED 01070000019cadc69a810000019cadc6ae080000000000000000c3920bb073ad3965ac020363726d02653101057265702d39024c31024431024331057265702d3100024c32
            LEAD_DELETED 01080000019cadc69a810000019cadc6ae080000000000000000aff94e5589d4647eac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            LEAD_UNASSIGNED 01090000019cadc69a810000019cadc6ae0800000000000000009f95aed0c6459d04ac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            ACTIVITY_LOGGED 01140000019cadc69a810000019cadc6ae0800000000000000003fa68f91d14ac3a8ac020363726d02653101057265702d39024c31024431024331057265702d31000463616c6c086f7574626f756e6402026700000001020674616c6b6564040464656d6f0a323032362d30332d30350102
            MESSAGE_RECEIVED 01150000019cadc69a810000019cadc6ae080000000000000000596fe137f787eac5ac020363726d02653101057265702d39024c31024431024331057265702d31000463616c6c
            MESSAGE_SENT 01160000019cadc69a810000019cadc6ae080000000000000000402cde8cf673256aac020363726d02653101057265702d39024c31024431024331057265702d31000463616c6c
            DEAL_CREATED 01280000019cadc69a810000019cadc6ae080000000000000000a44bbfeb47c62019ac020363726d02653101057265702d39024c31024431024331057265702d31000444656d6f01f90000000003455552
            DEAL_STAGE_CHANGED 01290000019cadc69a810000019cadc6ae080000000000000000b624e2e99c8d292aac020363726d02653101057265702d39024c31024431024331057265702d3100044c656164054f66666572057072696365
            DEAL_WON 012a0000019cadc69a810000019cadc6ae080000000000000000aa3a0b0f0dcf8c5dac020363726d02653101057265702d39024c31024431024331057265702d310001f90000000003455552
            DEAL_LOST 012b0000019cadc69a810000019cadc6ae080000000000000000ea009173f336860bac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            DEAL_REOPENED 012c0000019cadc69a810000019cadc6ae080000000000000000866dfd1b2a2891b5ac020363726d02653101057265702d39024c31024431024331057265702d31000444656d6f
            DEAL_AMOUNT_CHANGED 012d0000019cadc69a810000019cadc6ae080000000000000000fbb35ffa76f61394ac020363726d02653101057265702d39024c31024431024331057265702d310001f90000000003455552
            DEAL_OWNER_CHANGED 012e0000019cadc69a810000019cadc6ae080000000000000000b0e71c48fa7408f5ac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            DEAL_DELETED 012f0000019cadc69a810000019cadc6ae08000000000000000036c0d88a0cb32c1eac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            SURVEY_SENT 013c0000019cadc69a810000019cadc6ae0800000000000000006e96ee68e821553bac020363726d02653101057265702d3900024431024331057265702d310002533103722d310463736174063230323648310b74686972642d7061727479046869676802
            SURVEY_ANSWERED 013d0000019cadc69a810000019cadc6ae0800000000000000006276baf701559f8cac020363726d02653101057265702d3900024431024331057265702d310002533103722d310463736174063230323648310b74686972642d7061727479046869676802057370656564012800000001
            REP_CHANGED 01500000019cadc69a810000019cadc6ae080000000000000000e8885b419bbdef79ac020363726d02653101057265702d390000000000057265702d3106456173742031057265702d320445617374046c65616406616374697665
            """;

    @ParameterizedTest
    @EnumSource(EventType.class)
    void whatIsWrittenIsReadAgain(EventType type) throws IOException {
        CrmEvent event = event(type, everything(type));

        assertThat(CrmEventCodec.read(
                        Bytes.walked(out -> CrmEventCodec.write(event, out)).in()))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void whatIsAbsentStaysAbsent(EventType type) throws IOException {
        CrmEvent event = event(type, Map.of());

        assertThat(CrmEventCodec.read(
                        Bytes.walked(out -> CrmEventCodec.write(event, out)).in()))
                .isEqualTo(event);
    }

    @Test
    void extremesAreReadAgain() throws IOException {
        CrmEvent event = new CrmEvent(
                "källa 😀",
                "",
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                CrmEvent.NOT_RECORDED,
                -1,
                Long.MIN_VALUE,
                EventType.DEAL_WON,
                "销售",
                ActorType.UNKNOWN,
                "l".repeat(200),
                "",
                "",
                "",
                new ClearedMembers(0b101),
                new DealPayload.Won(new BigDecimal("-12345678901234567890.123456"), ""));

        assertThat(CrmEventCodec.read(
                        Bytes.walked(out -> CrmEventCodec.write(event, out)).in()))
                .isEqualTo(event);
    }

    @Test
    void theWrittenFormIsTheOneOfItsSchema() throws IOException {
        assertThat(CrmEventCodec.SCHEMA).isEqualTo(1);
        StringBuilder written = new StringBuilder();
        for (EventType type : EventType.values()) {
            CrmEvent event = event(type, everything(type));
            written.append(type).append(' ');
            written.append(Bytes.walked(out -> CrmEventCodec.write(event, out)).hex())
                    .append('\n');
        }

        assertThat(written).hasToString(WRITTEN_WITH_SCHEMA_1);
    }

    @Test
    void stateOfTheLastReleaseIsRead() throws IOException {
        Map<EventType, String> written = WRITTEN_WITH_SCHEMA_1
                .lines()
                .collect(Collectors.toMap(
                        line -> EventType.valueOf(line.split(" ", 2)[0]), line -> line.split(" ", 2)[1]));

        assertThat(written.keySet()).containsAll(Arrays.asList(EventType.values()));
        for (Map.Entry<EventType, String> line : written.entrySet()) {
            assertThat(CrmEventCodec.read(new Bytes(line.getValue()).in()))
                    .isEqualTo(event(line.getKey(), everything(line.getKey())));
        }
    }

    @Test
    void anUnknownSchemaIsRefused() {
        assertThatThrownBy(() -> CrmEventCodec.read(new Bytes("02").in()))
                .isInstanceOf(IOException.class)
                .hasMessage("event schema 2 is unknown here, this release reads up to 1");
    }

    @Test
    void aTypeOfANewerReleaseIsRefused() {
        assertThatThrownBy(() -> CrmEventCodec.read(new Bytes("01ff").in()))
                .isInstanceOf(IOException.class)
                .hasMessage("unknown event type code 255: the state was written by a newer release");
        assertThatThrownBy(() -> CrmEventCodec.read(new Bytes("0130").in())).hasMessageContaining("code 48");
        assertThatThrownBy(() -> CrmEventCodec.read(new Bytes("0113").in())).hasMessageContaining("code 19");
    }

    private static Map<String, Object> everything(EventType type) {
        return switch (type.family()) {
            case SURVEY -> SURVEY;
            case PEOPLE -> PERSON;
            case LEAD, CONTACT, DEAL, OTHER -> EVERYTHING;
        };
    }

    private static CrmEvent event(EventType type, Map<String, Object> data) {
        String name = type == EventType.OTHER ? "x.scanned" : type.contractName();
        return TestEvent.of("e1", "2026-03-02T09:00:00.001Z", name, "lead/L1")
                .by("rep-9", "human")
                .recorded(Instant.parse("2026-03-02T09:00:05Z"))
                .numbered(300)
                .saying(data)
                .event();
    }
}
