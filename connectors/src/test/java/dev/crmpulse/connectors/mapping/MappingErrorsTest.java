package dev.crmpulse.connectors.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake is one line: file, line, what is wrong, what to write. */
class MappingErrorsTest {
    private static final String GOOD = """
            tenant: acme
            source: acme-crm
            zone: UTC
            files:
              - name: "*.csv"
                id: ${id}
                subject: deal/${id}
                time: ${at}
                actortype: human
                rules:
                  - type: deal.created
                    data:
                      stage: ${stage}
            """;

    @TempDir
    Path directory;

    @Test
    void theMappingThatTheMistakesAreMadeInIsGood() throws IOException {
        assertThat(Mapping.load(write(GOOD))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tenant: acme         | tenent: acme              | 1: unknown field 'tenent' in a mapping, did you mean 'tenant'?",
                "zone: UTC            | colour: blue              | 3: unknown field 'colour' in a mapping; known are tenant, source, zone, twins, decimal, files",
                "source: acme-crm     | #                         | 1: a mapping needs 'source'",
                "tenant: acme         | tenant:                   | 1: 'tenant' has no value",
                "tenant: acme         | tenant: [acme]            | 1: 'tenant' must be a single value, not a list",
                "tenant: acme         | tenant: a/b               | 1: 'tenant' may not hold a slash",
                "tenant: acme         | tenant: ${id}             | 1: 'tenant' is the same for all records and may not hold a field",
                "source: acme-crm     | tenant: again             | 2: 'tenant' is given twice",
                "zone: UTC            | zone: Europe/Amsterdm     | 3: unknown zone 'Europe/Amsterdm', did you mean 'Europe/Amsterdam'?",
                "zone: UTC            | zone: The Moon            | 3: unknown zone 'The Moon'; write one such as UTC or Europe/Amsterdam",
                "zone: UTC            | zone: 'UTC                | 3: invalid YAML: found unexpected end of stream",
                "zone: UTC            | zone: *utc                | 3: '*utc' is an alias; write the part out again",
            })
    void mistakesAtTheTop(String right, String wrong, String message) throws IOException {
        assertMistake(right, wrong, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: \"*.csv\"  | nome: x               | 5: unknown field 'nome' in a part of 'files', did you mean 'name'?",
                "name: \"*.csv\"  | name: \"*.parquet\"   | 5: '*.parquet' does not show what the files hold: add 'format' (csv, xes or json)",
                "name: \"*.csv\"  | name: \"{a.csv\"      | 5: '{a.csv' is no file name pattern: Missing '}",
            })
    void mistakesInTheNameOfFiles(String right, String wrong, String message) throws IOException {
        assertMistake(right, wrong, message);
    }

    /** Lines (¶ between) added to the part for files, before its rules: they begin at line 10. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "format: exel                                       | 10: unknown format 'exel'; known are csv, xes, json",
                "encoding: utf-9                                    | 10: unknown encoding 'utf-9', did you mean 'UTF-8'?",
                "encoding: klingon                                  | 10: unknown encoding 'klingon'; write one such as utf-8, utf-16, gb18030 or windows-1252",
                "format: xes ¶ encoding: utf-8                       | 11: 'encoding' is not for xes files: their first line says it",
                "decimal: ','                                       | 10: 'decimal' may be point (1,234.50) or comma (1.234,50), not ','",
                "format: json ¶ decimal: comma                       | 11: 'decimal' is for csv files: xes and json have numbers of their own; say it beside a field that holds a text",
                "data: { a: { field: a, decimal: comma } }          | 10: 'decimal' is for numbers: add 'as: number' or 'as: decimal'",
                "delimiter: ;;                                      | 10: 'delimiter' must be one character, or tab",
                "format: json ¶ delimiter: ;                         | 11: 'delimiter' is for csv files",
                "format: xes ¶ case: id                              | 11: 'case' is not for xes files: a trace is a case",
                "sequence: ${row in case}                           | 10: 'row in case' needs to know the case: add 'case', the name of its column, to the file",
                "case: id ¶ sequence: row in case                    | 11: 'sequence' is a text here; write ${row in case}",
                "sequence: first                                    | 10: 'sequence': 'first' is no whole number",
                "ignore: { field: a, equal: b }                     | 10: unknown field 'equal' in a condition, did you mean 'equals'?",
                "ignore: { equals: b }                              | 10: a condition is a 'field' with one of equals, in, matches, is, or one of all, any, not",
                "ignore: { all: [], any: [] }                       | 10: a condition is a 'field' with one of equals, in, matches, is, or one of all, any, not",
                "ignore: { field: a }                               | 10: a condition on a field needs exactly one of equals, in, matches, is",
                "ignore: { field: a, equals: b, in: [c] }           | 10: a condition on a field needs exactly one of equals, in, matches, is",
                "ignore: { field: a, in: [] }                       | 10: 'in' is an empty list",
                "ignore: { all: [] }                                | 10: 'all' is an empty list",
                "ignore: { field: a, equals: '' }                   | 10: 'equals' is empty and would never match; write 'is: absent'",
                "ignore: { field: a, equals: '${b}' }               | 10: 'equals' compares with a constant and would never match '${b}'",
                "ignore: { field: a, equals: [b] }                  | 10: 'equals' must be a single value, not a list",
                "ignore: { field: a, in: b }                        | 10: 'in' must be a list, not the single value 'b'",
                "ignore: { field: a, matches: '(' }                 | 10: '(' is no regular expression: Unclosed group",
                "ignore: { field: a, is: there }                    | 10: 'is' may be present or absent, not 'there'",
                "ignore: a = b                                      | 10: a condition must be written as 'name: value' lines, not as the single value 'a = b'",
                "actor: ${name                                      | 10: '${name' has a '${' without its '}'",
                "actor: a${}                                        | 10: a field without a name",
                "actor: { field: '${a}' }                           | 10: '${a}' is a text, where the name of a field alone is wanted, without ${}",
                "actor: a${b${c}}                                   | 10: 'b${c' is a text, where the name of a field alone is wanted, without ${}",
                "actor: { value: ann }                              | 10: 'actor' is the same for all records; write it as 'actor: value'",
                "actor: { field: a, value: b }                      | 10: 'actor' needs either 'field' or 'value'",
                "actor: { strip_prefix: A_ }                        | 10: 'actor' needs either 'field' or 'value'",
                "actor: { field: a, as: number }                    | 10: unknown field 'as' in 'actor'; known are field, value, strip_prefix, replace, map, unlisted, default",
                "actor: { field: a, map: {} }                       | 10: 'map' is empty",
                "actor: { field: a, map: { b: [c] } }               | 10: 'b' of 'map' must be a single value, not a list",
                "actor: { field: a, map: { b: c }, unlisted: drop } | 10: 'unlisted' may be keep or reject, not 'drop'",
                "actor: { field: a, unlisted: keep }                | 10: 'unlisted' is about a 'map', and there is none",
                "actor: { field: a, replace: { pattern: '[' , with: '' } } | 10: '[' is no regular expression: Unclosed character class",
                "actor: { field: a, replace: { pattern: b } }       | 10: 'replace' needs 'with'",
                "actor: { field: a, replace: { pattern: b, with: $1 } } | 10: '$1' is no replacement: No group 1",
                "recordedat: yesterday                              | 10: 'recordedat': 'yesterday' is no ISO 8601 date or time",
                "recordedat: { field: a, format: HH:mm }            | 10: unusable time format 'HH:mm': it has no full date, which is made of dd, MM and yyyy; write one of iso, epoch_s, epoch_ms, epoch_us, excel, excel_1904, or a pattern such as dd/MM/yyyy HH:mm:ss",
                "recordedat: { field: a, format: Excel, zone: UTC } | 10: unknown time format 'Excel', did you mean 'excel'?",
                "recordedat: { field: a, zone: UTZ }                | 10: unknown zone 'UTZ', did you mean 'UTC'?",
                "recordedat: { field: a, default: never }           | 10: 'recordedat': 'never' is no ISO 8601 date or time",
                "data: { amount: { field: a, as: money } }          | 10: unknown conversion 'money'; known are boolean, decimal, number, text, time",
                "data: { amount: { field: a, zone: UTC } }          | 10: 'zone' is for times: add 'as: time'",
                "data: { amount: { field: a, as: number, map: { b: two } } } | 10: 'amount': 'two' is no number",
                "data: { a: { field: a, empty: clear } }            | 10: 'empty' may be missing or clears, not 'clear'",
                "data: { a: { field: a, empty: clears, default: b } } | 10: 'a' has a default where the field is empty, so that nothing is cleared: leave one of 'empty' and 'default' out",
                "actor: { field: a, empty: clears }                 | 10: unknown field 'empty' in 'actor'; known are field, value, strip_prefix, replace, map, unlisted, default",
                "data: { amount: }                                  | 10: 'amount' has no value",
                "data: { origin_file: a }                           | 10: 'origin_file': names that begin with origin_ are written by crm-pulse",
                "data: text                                         | 10: 'data' must be written as 'name: value' lines, not as the single value 'text'",
            })
    void mistakesInAPartForFiles(String added, String message) throws IOException {
        String indented = "    " + added.replace(" ¶ ", "\n    ") + "\n";

        assertMistake("    rules:\n", indented + "    rules:\n", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: deal.created    | type: deal.creatd      | 11: unknown event type 'crm.deal.creatd', did you mean 'crm.deal.created'?",
                "type: deal.created    | type: crm.deal.crated  | 11: unknown event type 'crm.deal.crated', did you mean 'crm.deal.created'?",
                "type: deal.created    | type: crm.clock.tick   | 11: unknown event type 'crm.clock.tick'; a type of your own begins with crm.x., such as crm.x.clock.tick",
                "type: deal.created    | type: parcel.sent      | 11: unknown event type 'crm.parcel.sent'; a type of your own begins with crm.x., such as crm.x.parcel.sent",
                "type: deal.created    | tipe: deal.created     | 11: unknown field 'tipe' in a rule, did you mean 'type'?",
                "type: deal.created    | when: { field: a, is: present } | 11: a rule needs 'type'",
                "id: ${id}             | actor: ann             | 11: the rule needs 'id', either here or for the whole file",
                "subject: deal/${id}   | actor: ann             | 11: the rule needs 'subject', either here or for the whole file",
                "time: ${at}           | actor: ann             | 11: the rule needs 'time', either here or for the whole file",
                "actortype: human      | actor: ann             | 11: the rule needs 'actortype', either here or for the whole file",
                "actortype: human      | actortype: humn        | 9: 'actortype': 'humn' is none of human, bot, system, customer",
                "stage: ${stage}       | stage: { field: s, strip: A } | 13: unknown field 'strip' in 'stage'; known are field, value, strip_prefix, replace, map, unlisted, default, format, zone, as, decimal, empty",
            })
    void mistakesInARule(String right, String wrong, String message) throws IOException {
        assertMistake(right, wrong, message);
    }

    @Test
    void aPatternWithoutOffsetNeedsAZone() throws IOException {
        Path file = write(GOOD.replace("zone: UTC\n", "").replace("${at}", "{ field: at, format: dd/MM/yyyy }"));

        assertThatThrownBy(() -> Mapping.load(file))
                .hasMessage(
                        file + ":7: unusable time format 'dd/MM/yyyy': it has no offset, so a 'zone' is needed;"
                                + " write one of iso, epoch_s, epoch_ms, epoch_us, excel, excel_1904, or a pattern such as dd/MM/yyyy HH:mm:ss");
    }

    @Test
    void twoPartsForTheSameFilesAreAMistakeSinceTheSecondIsNeverReached() throws IOException {
        Path file = write(GOOD + GOOD.substring(GOOD.indexOf("  - name")));

        assertThatThrownBy(() -> Mapping.load(file))
                .hasMessage(file + ":14: files named '*.csv' have their rules above already");
    }

    @Test
    void moreRulesThanTwoDigitsCountAreRefused() throws IOException {
        Path file = write(GOOD + "      - type: deal.won\n".repeat(99));

        assertThatThrownBy(() -> Mapping.load(file)).hasMessage(file + ":5: more than 99 rules");
    }

    @Test
    void aMappingThatIsNotThereOrEmptyIsReported() throws IOException {
        Path missing = directory.resolve("missing.yaml");
        Path empty = write("# nothing\n");

        assertThatThrownBy(() -> Mapping.load(missing))
                .isInstanceOf(MappingException.class)
                .hasMessage(missing + ": no such file; check the path of the mapping");
        assertThatThrownBy(() -> Mapping.load(empty))
                .isInstanceOf(MappingException.class)
                .hasMessage(empty + ": is empty; copy a mapping that comes with crm-pulse");
    }

    @Test
    void aSecondDocumentIsRefused() throws IOException {
        Path file = write(GOOD + "---\ntenant: other\n");

        assertThatThrownBy(() -> Mapping.load(file))
                .hasMessage(file + ":15: a second document begins; a mapping is one document");
    }

    private void assertMistake(String right, String wrong, String message) throws IOException {
        assertThat(GOOD).contains(right);
        Path file = write(GOOD.replace(right, wrong));

        assertThatThrownBy(() -> Mapping.load(file))
                .isInstanceOf(MappingException.class)
                .hasMessage(file + ":" + message);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("m.yaml"), yaml);
    }
}
