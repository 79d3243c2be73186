package dev.crmpulse.connectors.mapping;

import static dev.crmpulse.connectors.files.TestFiles.gzip;
import static dev.crmpulse.connectors.files.TestFiles.text;
import static dev.crmpulse.connectors.mapping.TestMappings.events;
import static dev.crmpulse.connectors.mapping.TestMappings.map;
import static dev.crmpulse.connectors.mapping.TestMappings.mapping;
import static dev.crmpulse.connectors.mapping.TestMappings.rejects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmpulse.connectors.files.FileFormat;
import dev.crmpulse.connectors.files.InputFileException;
import dev.crmpulse.connectors.mapping.MappedRow.Ignored;
import dev.crmpulse.connectors.mapping.MappedRow.Mapped;
import dev.crmpulse.connectors.mapping.MappedRow.Reject;
import dev.crmpulse.engine.event.EventType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleMappingTest {
    /** The parts of a mapping that a test does not care for; {@code data} and rules follow. */
    private static final String HEAD = """
            tenant: acme
            source: acme-crm
            zone: UTC
            files:
              - name: "*.csv"
                id: ${id}
                subject: deal/${id}
                time: ${at}
                actortype: human
            """;

    @TempDir
    Path directory;

    @Test
    void aTypeMayBeWrittenWithOrWithoutThePrefixThatEventsShow() throws IOException {
        Mapping mapping = mapping(directory, HEAD + """
                    rules:
                      - type: crm.deal.created
                      - type: deal.won
                      - type: crm.x.parcel
                      - type: x.parcel
                """);

        List<MappedRow> rows = map(mapping, text(directory, "a.csv", "id,at\n1,2026-03-01\n"));

        assertThat(events(rows))
                .extracting(event -> event.get("type").asText())
                .containsExactly("crm.deal.created", "crm.deal.won", "crm.x.parcel", "crm.x.parcel");
    }

    @Test
    void anEventIsOneLineOfCloudEventsJson() throws IOException {
        Mapping mapping = mapping(directory, """
                tenant: acme
                source: acme-crm
                files:
                  - name: deals.csv
                    rules:
                      - type: deal.won
                        id: deal-${id}
                        subject: deal/${id}
                        time: ${at}
                        recordedat: ${stored}
                        sequence: ${no}
                        actor: ${rep}
                        actortype: human
                        data:
                          deal_id: ${id}
                          note: "say \\"ü\\""
                """);
        Path file = text(
                directory,
                "deals.csv",
                "id,at,stored,no,rep\nD-1,2026-03-01T10:00:00+01:00,2026-03-01T09:30:00.5Z,7,ann\n");

        List<MappedRow> rows = map(mapping, file);

        MappedEvent event = ((Mapped) rows.get(0)).events().get(0);
        assertThat(event.key()).isEqualTo("acme/deal/D-1");
        assertThat(event.timeMillis()).isEqualTo(1_772_355_600_000L); // 2026-03-01T09:00:00Z
        assertThat(new String(event.json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"deal-D-1-01\",\"source\":\"acme-crm\","
                        + "\"type\":\"crm.deal.won\",\"subject\":\"deal/D-1\",\"time\":\"2026-03-01T09:00:00.000Z\","
                        + "\"tenant\":\"acme\",\"sequence\":7,\"actortype\":\"human\",\"actor\":\"ann\","
                        + "\"recordedat\":\"2026-03-01T09:30:00.500Z\",\"data\":{\"deal_id\":\"D-1\","
                        + "\"note\":\"say \\\"ü\\\"\",\"origin_file\":\"deals.csv\",\"origin_row\":1}}");
    }

    @Test
    void everyRuleThatAppliesMakesAnEventWithItsOwnNumber() throws IOException {
        List<MappedRow> rows = mapRows("""
                    rules:
                      - type: deal.created
                      - type: deal.lost
                        when: { field: stage, equals: Lost }
                      - type: deal.won
                        when: { field: stage, equals: Won }
                """, "id,at,stage", "D-1,2026-03-01,Won");

        assertThat(events(rows)).extracting(event -> event.get("id").asText()).containsExactly("D-1-01", "D-1-03");
        assertThat(events(rows))
                .extracting(event -> event.get("type").asText())
                .containsExactly("crm.deal.created", "crm.deal.won");
    }

    @Test
    void aRuleMaySayOtherwiseThanTheWholeFile() throws IOException {
        List<MappedRow> rows = mapRows("""
                    data: { kind: file, currency: EUR }
                    rules:
                      - type: deal.created
                      - type: deal.won
                        actortype: system
                        subject: lead/${id}
                        data: { kind: rule }
                """, "id,at", "D-1,2026-03-01");

        JsonNode first = events(rows).get(0);
        JsonNode second = events(rows).get(1);
        assertThat(first.at("/data/kind").asText()).isEqualTo("file");
        assertThat(first.get("actortype").asText()).isEqualTo("human");
        assertThat(second.at("/data/kind").asText()).isEqualTo("rule");
        assertThat(second.at("/data/currency").asText()).isEqualTo("EUR");
        assertThat(second.get("actortype").asText()).isEqualTo("system");
        assertThat(second.get("subject").asText()).isEqualTo("lead/D-1");
        assertThat(second.get("sequence").isIntegralNumber()).isTrue();
        assertThat(second.get("sequence").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ field: x, equals: a }                                          | a        | true",
                "{ field: x, equals: a }                                          | A        | false",
                "{ field: x, equals: a }                                          | ''       | false",
                "{ field: x, equals: 007 }                                        | 007      | true",
                "{ field: x, equals: true }                                       | true     | true",
                "{ field: x, in: [a, b] }                                         | b        | true",
                "{ field: x, in: [a, b] }                                         | c        | false",
                "{ field: x, matches: 'W_.*' }                                    | W_call   | true",
                "{ field: x, matches: 'W_' }                                      | W_call   | false",
                "{ field: x, matches: '.*' }                                      | ''       | false",
                "{ field: x, is: present }                                        | a        | true",
                "{ field: x, is: present }                                        | ' '      | false",
                "{ field: x, is: absent }                                         | ''       | true",
                "{ field: x, is: absent }                                         | a        | false",
                "{ not: { field: x, equals: a } }                                 | a        | false",
                "{ not: { field: x, equals: a } }                                 | ''       | true",
                "{ all: [{ field: x, equals: a }, { field: id, equals: D-1 }] }   | a        | true",
                "{ all: [{ field: x, equals: a }, { field: id, equals: D-2 }] }   | a        | false",
                "{ any: [{ field: x, equals: a }, { field: id, equals: D-2 }] }   | a        | true",
                "{ any: [{ field: x, equals: b }, { field: id, equals: D-2 }] }   | a        | false",
                "{ field: row in file, equals: 1 }                                | a        | true",
            })
    void conditions(String condition, String value, boolean applies) throws IOException {
        List<MappedRow> rows = mapRows(
                "    rules: [{ type: deal.created, when: " + condition + " }]\n", "id,at,x", "D-1,2026-03-01," + value);

        assertThat(events(rows)).hasSize(applies ? 1 : 0);
        assertThat(rejects(rows)).extracting(Reject::reason).isEqualTo(applies ? List.of() : List.of("no rule"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'${x}'                                                      | a b     | \"a b\"",
                "'${x}'                                                      | ``      | ",
                "fixed                                                       | ``      | \"fixed\"",
                "7                                                           | ``      | 7",
                "1.50                                                        | ``      | 1.50",
                "true                                                        | ``      | true",
                "'true'                                                      | ``      | \"true\"",
                "'<${x}/${id}>'                                              | a       | \"<a/D-1>\"",
                "'<${x}/${id}>'                                              | ``      | ",
                "'${file name}'                                              | ``      | \"rows.csv\"",
                "{ value: 'n-${x}' }                                         | 5       | \"n-5\"",
                "{ field: x, default: none }                                 | ``      | \"none\"",
                "{ field: x, default: none }                                 | a       | \"a\"",
                "{ field: x, strip_prefix: A_ }                              | A_won   | \"won\"",
                "{ field: x, strip_prefix: A_ }                              | won     | \"won\"",
                "{ field: x, strip_prefix: A_ }                              | A_      | ",
                "{ field: x, replace: { pattern: '[^0-9]', with: '' } }      | 1 000   | \"1000\"",
                "{ field: x, replace: { pattern: '(.).*', with: '$1' } }     | abc     | \"a\"",
                "{ field: x, map: { a: b } }                                 | a       | \"b\"",
                "{ field: x, map: { a: b } }                                 | ``      | ",
                "{ field: x, map: { a: b }, unlisted: keep }                 | c       | \"c\"",
                "{ field: x, map: { a: b }, default: d }                     | c       | \"d\"",
                "{ field: x, map: { a: b }, default: d }                     | ``      | \"d\"",
                "{ field: x, map: { a: b }, default: d, unlisted: keep }     | c       | \"c\"",
                "{ field: x, map: { a: b }, default: d, unlisted: keep }     | ``      | \"d\"",
                "{ field: x, strip_prefix: A_, map: { a: b } }               | A_a     | \"b\"",
                "{ field: x, as: decimal }                                   | 1054    | \"1054\"",
                "{ field: x, as: decimal }                                   | 12.50   | \"12.50\"",
                "{ field: x, as: decimal }                                   | 1.2e3   | \"1200\"",
                "{ field: x, as: number }                                    | 12.50   | 12.50",
                "{ field: x, as: decimal, decimal: comma }                   | `1.234,50`  | \"1234.50\"",
                "{ field: x, as: decimal, decimal: comma }                   | `-1234,5`   | \"-1234.5\"",
                "{ field: x, as: decimal, decimal: comma }                   | `1.234`     | \"1234\"",
                "{ field: x, as: number, decimal: comma }                    | `1 234 567,5` | 1234567.5",
                "{ field: x, as: number, decimal: point }                    | `1,234,567.5` | 1234567.5",
                "{ field: x, as: number, decimal: point }                    | `1'234.5`   | 1234.5",
                "{ field: x, as: number, decimal: point }                    | `1.5E+3`    | 1500",
                "{ field: x, as: number, default: 0 }                        | ``      | 0",
                "{ field: x, as: boolean }                                   | Yes     | true",
                "{ field: x, as: boolean }                                   | 0       | false",
                "{ field: x, map: { sure: yes, nope: no }, as: boolean }     | nope    | false",
                "{ field: x, as: text }                                      | 5       | \"5\"",
                "{ field: x, as: time }                                      | 2026-03-01 | \"2026-03-01T00:00:00.000Z\"",
                "{ field: x, as: time, format: dd/MM/yyyy, zone: Asia/Shanghai } | 02/03/2026 | \"2026-03-01T16:00:00.000Z\"",
            })
    void values(String value, String field, String json) throws IOException {
        assertMemberOf(value, field, json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "time: { field: x }                          | ``       | no time        | field 'x' is empty",
                "time: { field: x }                          | soon     | bad time       | 'soon' is no ISO 8601 date or time",
                "id: '${id}/${x}'                            | ``       | no id          | field 'x' is empty",
                "subject: '${x}'                             | ` `      | no subject     | field 'x' is empty",
                "sequence: '${x}'                            | ``       | no sequence    | field 'x' is empty",
                "sequence: '${x}'                            | 1.5      | bad sequence   | '1.5' is no whole number",
                "actortype: '${x}'                           | ``       | no actortype   | field 'x' is empty",
                "actortype: '${x}'                           | robot    | bad actortype  | 'robot' is none of human, bot, system, customer",
                "recordedat: '${x}'                          | soon     | bad recordedat | 'soon' is no ISO 8601 date or time",
                "data: { n: { field: x, as: decimal } }      | 1.000,50 | bad n          | '1.000,50' is no number: say what its comma means with 'decimal: comma' or 'decimal: point' in the mapping",
                "data: { n: { field: x, as: decimal } }      | 1,234    | bad n          | '1,234' is no number: say what its comma means with 'decimal: comma' or 'decimal: point' in the mapping",
                "data: { n: { field: x, as: decimal } }      | ten      | bad n          | 'ten' is no number",
                "data: { n: { field: x, as: decimal } }      | １０      | bad n          | '１０' is no number",
                "data: { n: { field: x, as: number } }       | ٣        | bad n          | '٣' is no number",
                "data: { n: { field: x, as: decimal, decimal: comma } } | 12.34 | bad n  | '12.34' is no number: with 'decimal: comma' write it as 1234,50 or 1.234,50",
                "data: { n: { field: x, as: decimal, decimal: comma } } | 1.234.56 | bad n | '1.234.56' is no number: with 'decimal: comma' write it as 1234,50 or 1.234,50",
                "data: { n: { field: x, as: decimal, decimal: point } } | 1,23  | bad n  | '1,23' is no number: with 'decimal: point' write it as 1234.50 or 1,234.50",
                "data: { n: { field: x, as: decimal, decimal: point } } | 1 234,567 | bad n  | '1 234,567' is no number: with 'decimal: point' write it as 1234.50 or 1,234.50",
                "sequence: '${x}'                            | １        | bad sequence   | '１' is no whole number",
                "data: { n: { field: x, as: number } }       | 1e999    | bad n          | '1e999' is no number: it has more than 40 digits",
                "data: { n: { field: x, as: boolean } }      | maybe    | bad n          | 'maybe' is neither true, yes, 1 nor false, no, 0",
                "data: { n: { field: x, map: { a: b } } }    | c        | unlisted value | n: 'c' is not in the map",
            })
    void aRowThatLacksSomethingIsOneRejectAndNoEvent(String part, String field, String reason, String detail)
            throws IOException {
        List<MappedRow> rows = mapRows(
                "    rules: [{ type: deal.created }, { type: deal.won, " + part + " }]\n",
                "id,at,x",
                "D-1,2026-03-01,a",
                "D-2,2026-03-01,\"" + field + "\"");

        assertThat(rows.get(1)).isInstanceOfSatisfying(Reject.class, reject -> {
            assertThat(reject.reason()).isEqualTo(reason);
            assertThat(reject.detail()).isEqualTo("rule 02 (crm.deal.won): " + detail);
            assertThat(reject.file()).isEqualTo("rows.csv");
            assertThat(reject.record()).isEqualTo(2);
            assertThat(reject.line()).isEqualTo(3);
            assertThat(new String(reject.bytes(), StandardCharsets.UTF_8)).startsWith("D-2,2026-03-01,");
        });
    }

    /** A column without a value says nothing, unless the mapping says that it says "nothing any more". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ field: x }                                              | ``   | ",
                "{ field: x, empty: missing }                              | ``   | ",
                "{ field: x, empty: clears }                               | ``   | null",
                "{ field: x, empty: clears }                               | ` `  | null",
                "{ field: x, empty: clears }                               | a    | \"a\"",
                "{ value: 'n-${x}', empty: clears }                        | ``   | null",
                "{ field: x, strip_prefix: A_, empty: clears }             | A_   | null",
                "{ field: x, replace: { pattern: n/a, with: '' }, empty: clears } | n/a | null",
                "{ field: x, map: { a: b }, empty: clears }                | ``   | null",
                "{ field: x, as: decimal, empty: clears }                  | ``   | null",
                "{ field: x, as: time, empty: clears }                     | ``   | null",
            })
    void anEmptyFieldClearsWhereTheMappingSaysSo(String value, String field, String json) throws IOException {
        assertMemberOf(value, field, json);
    }

    @Test
    void whatIsNotInALineLeavesAsItWasAlthoughNothingWouldClear() throws IOException {
        Mapping mapping = mapping(directory, HEAD.replace("*.csv", "*.jsonl") + """
                    rules:
                      - type: deal.owner_changed
                        data:
                          owner: { field: after.owner, empty: clears }
                          note: { value: "${after.owner}-${id}", empty: clears }
                """);
        Path file = text(directory, "a.jsonl", """
                {"id":1,"at":"2026-03-01","after":{"owner":null}}
                {"id":2,"at":"2026-03-01","after":{"owner":""}}
                {"id":3,"at":"2026-03-01","after":{}}
                {"id":4,"at":"2026-03-01","after":{"owner":"ann"}}
                """);

        assertThat(events(map(mapping, file)))
                .extracting(event -> event.get("data").path("owner").toString()
                        + event.get("data").path("note"))
                .containsExactly("nullnull", "nullnull", "", "\"ann\"\"ann-4\"");
    }

    @Test
    void everyTypeThatAMetricReadsMayBeMade() throws IOException {
        for (EventType type : EventType.values()) {
            if (type != EventType.OTHER) {
                Mapping mapping = mapping(directory, HEAD + "    rules: [{ type: " + type.contractName() + " }]\n");

                assertThat(events(map(mapping, text(directory, "a.csv", "id,at\n1,2026-03-01\n"))))
                        .extracting(event -> event.get("type").asText())
                        .containsExactly(type.cloudEventType());
            }
        }
    }

    @Test
    void anActorAndARecordedTimeMayBeAbsent() throws IOException {
        List<MappedRow> rows = mapRows(
                "    rules: [{ type: deal.created, actor: '${x}', recordedat: '${x}' }]\n",
                "id,at,x",
                "D-1,2026-03-01,");

        assertThat(events(rows).get(0).has("actor")).isFalse();
        assertThat(events(rows).get(0).has("recordedat")).isFalse();
    }

    @Test
    void aMappingMaySayOnceHowNumbersAreWrittenAndAPartOrAFieldOtherwise() throws IOException {
        Mapping mapping = mapping(directory, """
                tenant: acme
                source: acme-crm
                zone: UTC
                decimal: comma
                files:
                  - name: a.csv
                    id: ${id}
                    subject: deal/${id}
                    time: { field: at, format: excel }
                    actortype: human
                    rules:
                      - type: crm.deal.created
                        data:
                          a: { field: n, as: decimal }
                          b: { field: n, as: decimal, decimal: point }
                          c: 1.5
                  - name: b.csv
                    decimal: point
                    id: ${id}
                    subject: deal/${id}
                    time: ${at}
                    actortype: human
                    rules: [{ type: crm.deal.created, data: { a: { field: n, as: decimal } } }]
                  - name: c.jsonl
                    id: ${id}
                    subject: deal/${id}
                    time: ${at}
                    actortype: human
                    rules: [{ type: crm.deal.created, data: { a: { field: n, as: decimal } } }]
                """);

        JsonNode a = events(map(mapping, text(directory, "a.csv", "id,at,n\n1,\"45352,5\",1.234\n")))
                .get(0);
        JsonNode b = events(map(mapping, text(directory, "b.csv", "id,at,n\n1,2026-03-01,1.234\n")))
                .get(0);
        JsonNode c = events(map(mapping, text(directory, "c.jsonl", "{\"id\":1,\"at\":\"2026-03-01\",\"n\":1.234}\n")))
                .get(0);

        assertThat(a.get("time").asText()).isEqualTo("2024-03-01T12:00:00.000Z");
        assertThat(a.get("data").get("a").asText()).isEqualTo("1234");
        assertThat(a.get("data").get("b").asText()).isEqualTo("1.234");
        assertThat(a.get("data").get("c").asText()).isEqualTo("1.5");
        assertThat(b.get("data").get("a").asText()).isEqualTo("1.234");
        assertThat(c.get("data").get("a").asText()).as("a number of JSON").isEqualTo("1.234");
    }

    @Test
    void aMappingSaysTheEncodingOfItsFiles() throws IOException {
        Mapping mapping =
                mapping(directory, HEAD.replace("    id: ${id}", "    encoding: gb18030\n    id: ${id}") + """
                    rules: [{ type: crm.deal.created, data: { stage: "${阶段}" } }]
                """);
        Path file = Files.write(
                directory.resolve("a.csv"), "id,at,阶段\n1,2026-03-01,谈判\n".getBytes(Charset.forName("GB18030")));

        assertThat(events(map(mapping, file)).get(0).get("data").get("stage").asText())
                .isEqualTo("谈判");
    }

    @Test
    void aColumnThatIsUsedHasItsNameAlone() throws IOException {
        Mapping mapping = mapping(directory, HEAD + "    rules: [{ type: deal.created, data: { n: '${note}' } }]\n");
        Path file = text(directory, "a.csv", "id,at,note,x,x,,note,\n1,2026-03-01,a,,,,b,\n");
        Path unused = text(directory, "b.csv", "id,at,note,x,x,,\n1,2026-03-01,a,,,,\n");

        assertThatThrownBy(() -> map(mapping, file))
                .isInstanceOf(MappingException.class)
                .hasMessage(
                        directory.resolve("m.yaml") + ":10: a.csv has the column 'note' 2 times (columns 3, 7), so that"
                                + " it is not clear which one is meant; rename the others");
        assertThat(events(map(mapping, unused)).get(0).get("data").get("n").asText())
                .isEqualTo("a");
    }

    @Test
    void anEventThatNoTopicTakesIsRejectedWithTheBeginningOfItsRecord() throws IOException {
        Mapping mapping = mapping(directory, HEAD + "    rules: [{ type: crm.deal.created, data: { n: '${n}' } }]\n");
        Path file = text(directory, "a.csv", "id,at,n\n1,2026-03-01," + "x".repeat(5 << 20) + "\n2,2026-03-01,y\n");

        List<MappedRow> rows = map(mapping, file);

        assertThat(rejects(rows)).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).isEqualTo("oversized");
            assertThat(reject.detail())
                    .startsWith("rule 01 (crm.deal.created): an event of 52")
                    .endsWith(" bytes, the limit is 1048576 (the first 1048576 of 5242893 bytes are kept)");
            assertThat(reject.line()).isEqualTo(2);
            assertThat(reject.bytes()).hasSize(1 << 20);
        });
        assertThat(events(rows)).hasSize(1);
    }

    @Test
    void halfACharacterIsRejectedAndNotWritten() throws IOException {
        Mapping mapping = mapping(directory, HEAD.replace("*.csv", "*.jsonl") + """
                    rules: [{ type: crm.deal.created, data: { n: "${n}" } }]
                """);
        Path file = text(directory, "a.jsonl", """
                {"id":1,"at":"2026-03-01","n":"cut \\ud83d"}
                {"id":"\\ude00","at":"2026-03-01","n":"a"}
                {"id":3,"at":"2026-03-01","n":"\\ud83d\\ude00"}
                """);

        List<MappedRow> rows = map(mapping, file);

        assertThat(rejects(rows)).extracting(Reject::reason).containsExactly("bad n", "bad subject");
        assertThat(rejects(rows)).extracting(Reject::line).containsExactly(1L, 2L);
        assertThat(events(rows))
                .extracting(event -> event.get("data").get("n").asText())
                .containsExactly("😀");
    }

    @Test
    void rowsMayBeIgnoredOnPurpose() throws IOException {
        List<MappedRow> rows = mapRows("""
                    ignore: { field: x, equals: test }
                    rules: [{ type: deal.created }]
                """, "id,at,x", ",,test", "D-2,2026-03-01,real");

        assertThat(rows.get(0)).isEqualTo(new Ignored());
        assertThat(events(rows)).hasSize(1);
    }

    @Test
    void aBrokenRowIsRejectedWithTheMessageOfTheReader() throws IOException {
        List<MappedRow> rows = mapRows("    rules: [{ type: deal.created }]\n", "id,at", "D-1");

        assertThat(rejects(rows)).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).isEqualTo("wrong number of fields");
            assertThat(reject.detail()).isEqualTo("has 1 fields, the header 2");
            assertThat(reject.line()).isEqualTo(2);
        });
    }

    @Test
    void eachFileHasItsOwnRulesByItsName() throws IOException {
        Mapping mapping = mapping(directory, """
                tenant: acme
                source: acme-crm
                files:
                  - name: deals-*.txt
                    format: csv
                    delimiter: tab
                    id: ${id}
                    subject: deal/${id}
                    time: 2026-03-01T00:00:00Z
                    actortype: system
                    rules: [{ type: deal.created }]
                  - name: "*.jsonl"
                    case: deal
                    id: ${deal}-${row in case}
                    subject: deal/${deal}
                    time: 2026-03-01T00:00:00Z
                    sequence: ${row in case}
                    actortype: system
                    rules: [{ type: x.seen }]
                """);

        List<JsonNode> table = events(map(mapping, gzip(directory, "deals-2026.txt.gz", "id\tname\nD-1\tx, y\n")));
        List<JsonNode> lines = events(map(mapping, text(directory, "a.jsonl", "{\"deal\":\"D\"}\n{\"deal\":\"D\"}\n")));

        assertThat(table)
                .extracting(event -> event.at("/data/origin_file").asText())
                .containsExactly("deals-2026.txt.gz");
        assertThat(lines).extracting(event -> event.get("id").asText()).containsExactly("D-1-01", "D-2-01");
        assertThat(lines).extracting(event -> event.get("sequence").asLong()).containsExactly(1L, 2L);
        assertThat(lines)
                .extracting(event -> event.at("/data/origin_row").asLong())
                .containsExactly(1L, 2L);
        assertThat(mapping.forFile(Path.of("a.jsonl")).format()).isEqualTo(new FileFormat.JsonLines("deal"));
        assertThatThrownBy(() -> mapping.forFile(Path.of("data", "deals.csv")))
                .isInstanceOf(InputFileException.class)
                .hasMessage("data/deals.csv: no part of " + directory.resolve("m.yaml")
                        + " is for files named 'deals.csv'; it is for deals-*.txt, *.jsonl;"
                        + " add a part under 'files', or leave the file out");
    }

    @Test
    void aColumnThatTheFileDoesNotHaveIsReportedBeforeAnythingIsRead() throws IOException {
        Mapping mapping = mapping(directory, HEAD + "    rules: [{ type: deal.created, data: { v: '${stge}' } }]\n");
        Path file = text(directory, "rows.csv", "id,at,stage\nD-1,2026-03-01,a\n");
        Path other = text(directory, "other.csv", "a,b\n");

        assertThatThrownBy(() -> mapping.forFile(file).open())
                .isInstanceOf(MappingException.class)
                .hasMessage(directory.resolve("m.yaml") + ":10: rows.csv has no column 'stge', did you mean 'stage'?");
        assertThatThrownBy(() -> mapping.forFile(other).open())
                .isInstanceOf(MappingException.class)
                .hasMessage(directory.resolve("m.yaml") + ":6: other.csv has no column 'id'; it has a, b");
    }

    private List<MappedRow> mapRows(String rest, String... lines) throws IOException {
        return map(mapping(directory, HEAD + rest), text(directory, "rows.csv", String.join("\n", lines) + "\n"));
    }

    /** What a value makes of the text of a field x, as a member of the data; null for no member. */
    private void assertMemberOf(String value, String field, String json) throws IOException {
        List<MappedRow> rows = mapRows(
                "    rules: [{ type: deal.created, data: { v: " + value + " } }]\n",
                "id,at,x",
                "D-1,2026-03-01,\"" + field + "\"");

        assertThat(rejects(rows)).isEmpty();
        String event = new String(((Mapped) rows.get(0)).events().get(0).json(), StandardCharsets.UTF_8);
        assertThat(event).contains("\"data\":{" + (json == null ? "" : "\"v\":" + json + ",") + "\"origin_file\"");
    }
}
