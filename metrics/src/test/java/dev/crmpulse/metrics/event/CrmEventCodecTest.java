package dev.crmpulse.metrics.event;

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
            OTHER 01000000019cadc69a810000019cadc6ae08031d54f4e8f3f537ac020363726d02653101057265702d39024c31024431024331057265702d3100
            LEAD_CREATED 01010000019cadc69a810000019cadc6ae08c8d189a99de2dc2fac020363726d02653101057265702d39024c31024431024331057265702d31000463616c6c06737072696e670204e200000002046869676805736d616c6c026974
            LEAD_ASSIGNED 01020000019cadc69a810000019cadc6ae0841aa8bf9c3550431ac020363726d02653101057265702d39024c31024431024331057265702d310006726567696f6e
            LEAD_ASSIGNMENT_FAILED 01030000019cadc69a810000019cadc6ae0844c8151012c2f200ac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            LEAD_BEHAVIOR 01040000019cadc69a810000019cadc6ae083d3657aa5ad5d55fac020363726d02653101057265702d39024c31024431024331057265702d310005636c69636b
            LEAD_TIERED 01050000019cadc69a810000019cadc6ae08ceeb7a48e80e2dd8ac020363726d02653101057265702d39024c31024431024331057265702d31000141
            LEAD_DISQUALIFIED 01060000019cadc69a810000019cadc6ae083a7156c6a04c15cbac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            LEAD_MERGED 01070000019cadc69a810000019cadc6ae08b2de0cdb5539e39dac020363726d02653101057265702d39024c31024431024331057265702d3100024c32
            LEAD_DELETED 01080000019cadc69a810000019cadc6ae0851421cd8057ad42eac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            LEAD_UNASSIGNED 01090000019cadc69a810000019cadc6ae086d636dd1be076c4eac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            ACTIVITY_LOGGED 01140000019cadc69a810000019cadc6ae08a9782c47c51aef32ac020363726d02653101057265702d39024c31024431024331057265702d31000463616c6c086f7574626f756e6402026700000001020674616c6b6564040464656d6f0a323032362d30332d30350102
            MESSAGE_RECEIVED 01150000019cadc69a810000019cadc6ae08a74a5eda887438a7ac020363726d02653101057265702d39024c31024431024331057265702d31000463616c6c
            MESSAGE_SENT 01160000019cadc69a810000019cadc6ae08187d31e25f47ad26ac020363726d02653101057265702d39024c31024431024331057265702d31000463616c6c
            DEAL_CREATED 01280000019cadc69a810000019cadc6ae088a6676822dabf5cfac020363726d02653101057265702d39024c31024431024331057265702d31000444656d6f01f90000000003455552
            DEAL_STAGE_CHANGED 01290000019cadc69a810000019cadc6ae08f6593e17ddf97426ac020363726d02653101057265702d39024c31024431024331057265702d3100044c656164054f66666572057072696365
            DEAL_WON 012a0000019cadc69a810000019cadc6ae08d4ebabc1eca6411fac020363726d02653101057265702d39024c31024431024331057265702d310001f90000000003455552
            DEAL_LOST 012b0000019cadc69a810000019cadc6ae084dea5b697a33d4c3ac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            DEAL_REOPENED 012c0000019cadc69a810000019cadc6ae08e102d6f6e5997a61ac020363726d02653101057265702d39024c31024431024331057265702d31000444656d6f
            DEAL_AMOUNT_CHANGED 012d0000019cadc69a810000019cadc6ae08fdadf6ff96b493eeac020363726d02653101057265702d39024c31024431024331057265702d310001f90000000003455552
            DEAL_OWNER_CHANGED 012e0000019cadc69a810000019cadc6ae0817d025d05194c903ac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            DEAL_DELETED 012f0000019cadc69a810000019cadc6ae0802cdda90b75e1dceac020363726d02653101057265702d39024c31024431024331057265702d3100057072696365
            SURVEY_SENT 013c0000019cadc69a810000019cadc6ae08a338c82973db272fac020363726d02653101057265702d3900024431024331057265702d310002533103722d310463736174063230323648310b74686972642d7061727479046869676802
            SURVEY_ANSWERED 013d0000019cadc69a810000019cadc6ae08a434b4ae02241a72ac020363726d02653101057265702d3900024431024331057265702d310002533103722d310463736174063230323648310b74686972642d7061727479046869676802057370656564012800000001
            REP_CHANGED 01500000019cadc69a810000019cadc6ae08a7fdff389d813d83ac020363726d02653101057265702d390000000000057265702d3106456173742031057265702d320445617374046c65616406616374697665
            """;

    @ParameterizedTest
    @EnumSource(EventType.class)
    void whatIsWrittenIsReadAgain(EventType type) throws IOException {
        CrmEvent event = event(type, everything(type));

        assertThat(CrmEventCodec.read(
                        Bytes.of(out -> CrmEventCodec.write(event, out)).in()))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void whatIsAbsentStaysAbsent(EventType type) throws IOException {
        CrmEvent event = event(type, Map.of());

        assertThat(CrmEventCodec.read(
                        Bytes.of(out -> CrmEventCodec.write(event, out)).in()))
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
                        Bytes.of(out -> CrmEventCodec.write(event, out)).in()))
                .isEqualTo(event);
    }

    @Test
    void theWrittenFormIsTheOneOfItsSchema() throws IOException {
        assertThat(CrmEventCodec.SCHEMA).isEqualTo(1);
        StringBuilder written = new StringBuilder();
        for (EventType type : EventType.values()) {
            CrmEvent event = event(type, everything(type));
            written.append(type).append(' ');
            written.append(Bytes.of(out -> CrmEventCodec.write(event, out)).hex())
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
        return ToldEvent.of("e1", "2026-03-02T09:00:00.001Z", name, "lead/L1")
                .by("rep-9", "human")
                .recorded(Instant.parse("2026-03-02T09:00:05Z"))
                .numbered(300)
                .saying(data)
                .event();
    }
}
