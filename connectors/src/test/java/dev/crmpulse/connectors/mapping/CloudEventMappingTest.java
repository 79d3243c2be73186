package dev.crmpulse.connectors.mapping;

import static dev.crmpulse.connectors.files.TestFiles.text;
import static dev.crmpulse.connectors.mapping.TestMappings.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.files.InputFileException;
import dev.crmpulse.connectors.mapping.MappedRow.Mapped;
import dev.crmpulse.connectors.mapping.MappedRow.Reject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventMappingTest {
    private final Mapping mapping = Mapping.ofCloudEvents();

    @TempDir
    Path directory;

    @Test
    void bytesPassUnchangedWithTheirKeyAndTime() throws IOException {
        String event = "{ \"data\":{\"subject\":\"no\",\"tenant\":[1]}, \"tenant\":\"acme\","
                + "\"time\":\"2026-03-01T10:00:00+01:00\", \"subject\" : \"lead/L\\u002d1\", \"more\":1}";

        MappedEvent passed = single(event);

        assertThat(new String(passed.json(), StandardCharsets.UTF_8)).isEqualTo(event);
        assertThat(passed.key()).isEqualTo("acme/lead/L-1");
        assertThat(passed.timeMillis()).isEqualTo(1_772_355_600_000L); // 2026-03-01T09:00:00Z
    }

    @Test
    void whatCannotBeReadPassesAllTheSame() throws IOException {
        MappedEvent broken = single("{\"tenant\":\"acme\",");
        MappedEvent noObject = single("hello");
        MappedEvent noTime = single("{\"tenant\":\"acme\",\"subject\":\"lead/1\",\"time\":\"soon\"}");
        MappedEvent noSubject = single("{\"tenant\":\"acme\",\"subject\":7,\"time\":\"2026-03-01T10:00:00Z\"}");

        assertThat(broken.key()).isNull();
        assertThat(broken.timeMillis()).isEqualTo(MappedEvent.NO_TIME);
        assertThat(noObject.key()).isNull();
        assertThat(new String(noObject.json(), StandardCharsets.UTF_8)).isEqualTo("hello");
        assertThat(noTime.key()).isEqualTo("acme/lead/1");
        assertThat(noTime.timeMillis()).isEqualTo(MappedEvent.NO_TIME);
        assertThat(noSubject.key()).isNull();
        assertThat(noSubject.timeMillis()).isEqualTo(1_772_359_200_000L); // 2026-03-01T10:00:00Z
    }

    @Test
    void emptyLinesAreSkippedAndOverlongOnesRejected() throws IOException {
        List<MappedRow> rows =
                map(mapping, text(directory, "events.ndjson", "{}\n\n \n" + "x".repeat((1 << 20) + 1) + "\n"));

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).isInstanceOf(Mapped.class);
        assertThat(rows.get(1)).isInstanceOfSatisfying(Reject.class, reject -> {
            assertThat(reject.reason()).isEqualTo("oversized");
            assertThat(reject.record()).isEqualTo(2);
            assertThat(reject.line()).isEqualTo(4);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'crm.clock.tick','time':'2062-01-01T00:00:00Z'}",
                "{'tenant':'acme','subject':'lead/1','time':'2026-01-01T00:00:00Z','type':'crm.clock.tic\\u006b'}",
                "{'type':'crm.clock.tick','type':'crm.lead.created','tenant':'acme'}",
                "{'type':'crm.lead.created','tenant':'acme','subject':'s','time':'t','data':{},'type':'crm.clock.tick'}",
                "{'type':'crm.clock.tick','broken':",
            })
    void aTickOfAFileIsRejected(String line) throws IOException {
        List<MappedRow> rows = map(mapping, text(directory, "events.jsonl", "{}\n\n" + line.replace('\'', '"') + "\n"));

        assertThat(rows.get(1)).isInstanceOfSatisfying(Reject.class, reject -> {
            assertThat(reject.reason()).isEqualTo("clock tick");
            assertThat(reject.detail()).isEqualTo("events of type crm.clock.tick come from crm-pulse alone");
            assertThat(reject.file()).isEqualTo("events.jsonl");
            assertThat(reject.line()).isEqualTo(3);
        });
    }

    @Test
    void aTickInTheDataOfAnEventIsNone() throws IOException {
        assertThat(single("{\"data\":{\"type\":\"crm.clock.tick\"},\"type\":\"crm.x.note\"}")
                        .json())
                .isNotEmpty();
    }

    @Test
    void otherFilesNeedAMapping() {
        Path table = Path.of("deals.csv.gz");
        Path unknown = Path.of("deals.parquet");

        assertThatThrownBy(() -> mapping.forFile(table))
                .isInstanceOf(InputFileException.class)
                .hasMessage("deals.csv.gz: needs a mapping, which says what its fields mean; name one with --mapping");
        assertThatThrownBy(() -> mapping.forFile(unknown))
                .isInstanceOf(InputFileException.class)
                .hasMessage("deals.parquet: unknown kind of file;"
                        + " known are .csv, .xes, .jsonl, .ndjson, .json, each also with .gz");
    }

    private MappedEvent single(String line) throws IOException {
        List<MappedRow> rows = map(mapping, text(directory, "events.jsonl", line + "\n"));
        assertThat(rows).hasSize(1);
        return ((Mapped) rows.get(0)).events().get(0);
    }
}
