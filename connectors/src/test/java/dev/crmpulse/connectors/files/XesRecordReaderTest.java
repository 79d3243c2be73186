package dev.crmpulse.connectors.files;

import static dev.crmpulse.connectors.files.TestFiles.gzip;
import static dev.crmpulse.connectors.files.TestFiles.readAll;
import static dev.crmpulse.connectors.files.TestFiles.readRows;
import static dev.crmpulse.connectors.files.TestFiles.text;
import static dev.crmpulse.connectors.files.TestFiles.truncatedGzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XesRecordReaderTest {
    private static final FileFormat XES = new FileFormat.Xes();
    private static final String LOG = """
            <?xml version="1.0" encoding="UTF-8"?>
            <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
              <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
              <int key="meta:events" value="3"><int key="UNKNOWN" value="1"/></int>
              <trace>
                <string key="concept:name" value="C-1"/>
                <event>
                  <string key="concept:name" value="A_SUBMITTED"/>
                  <date key="time:timestamp" value="2011-10-01T00:38:44.546+02:00"/>
                </event>
                <event>
                  <string key="concept:name" value="W &amp; &#252;"/>
                  <string key="cost" value="10"><string key="currency" value="EUR"/></string>
                </event>
                <string key="AMOUNT_REQ" value="20000"/>
              </trace>
              <trace>
                <string key="concept:name" value="C-2"/>
                <event><string key="concept:name" value="A_DECLINED"/></event>
              </trace>
            </log>
            """;

    @TempDir
    Path directory;

    @Test
    void eventsAreNumberedThroughTheWholeFileAndWithinTheirTrace() throws IOException {
        List<SourceRow> rows = readRows(text(directory, "log.xes", LOG), XES);

        assertThat(rows).extracting(SourceRow::record).containsExactly(1L, 2L, 3L);
        assertThat(rows).extracting(SourceRow::rowInCase).containsExactly(1L, 2L, 1L);
        assertThat(rows).extracting(SourceRow::line).containsExactly(7L, 11L, 19L);
        assertThat(rows).extracting(SourceRow::file).containsOnly("log.xes");
    }

    @Test
    void attributesAreFieldsAndThoseOfTheTraceAreToo() throws IOException {
        List<SourceRow> rows = readRows(gzip(directory, "log.xes.gz", LOG), XES);

        assertThat(rows)
                .extracting(row -> row.field("concept:name"))
                .containsExactly("A_SUBMITTED", "W & ü", "A_DECLINED");
        assertThat(rows).extracting(row -> row.field("case:concept:name")).containsExactly("C-1", "C-1", "C-2");
        assertThat(rows.get(1).field("cost.currency")).isEqualTo("EUR");
        assertThat(rows.get(2).field("time:timestamp")).isNull();
    }

    @Test
    void attributesOfATraceCountForAllItsEventsEvenWhereTheyFollowThem() throws IOException {
        List<SourceRow> rows = readRows(text(directory, "log.xes", LOG), XES);

        assertThat(rows).extracting(row -> row.field("case:AMOUNT_REQ")).containsExactly("20000", "20000", null);
    }

    @Test
    void theRecordAsItWasIsItsAttributesAsJson() throws IOException {
        SourceRow first = readRows(text(directory, "log.xes", LOG), XES).get(0);

        assertThat(text(first))
                .isEqualTo("{\"case:concept:name\":\"C-1\",\"case:AMOUNT_REQ\":\"20000\","
                        + "\"concept:name\":\"A_SUBMITTED\",\"time:timestamp\":\"2011-10-01T00:38:44.546+02:00\"}");
    }

    @Test
    void aTruncatedGzipSaysSoInOneLine() throws IOException {
        String events = "<event><string key=\"concept:name\" value=\"A\"/></event>\n".repeat(3);
        StringBuilder log = new StringBuilder("<log>");
        for (int trace = 0; trace < 5000; trace++) {
            log.append("<trace><string key=\"concept:name\" value=\"")
                    .append(trace * 7919L % 100_003)
                    .append("\"/>")
                    .append(events)
                    .append("</trace>");
        }
        Path file = truncatedGzip(directory, "log.xes.gz", log.append("</log>").toString());

        assertThatThrownBy(() -> readAll(file, XES))
                .isInstanceOf(InputFileException.class)
                .hasMessageMatching(java.util.regex.Pattern.quote(file.toString())
                        + ": is truncated: its gzip data break off after \\d+ bytes; fetch the whole file again"
                        + " \\([1-9]\\d* records were read before\\)");
    }

    @Test
    void brokenXmlSaysWhere() throws IOException {
        Path file = text(directory, "log.xes", "<log>\n<trace>\n<event></trace>\n</log>\n");

        assertThatThrownBy(() -> readAll(file, XES))
                .isInstanceOf(InputFileException.class)
                .hasMessageStartingWith(file + ": invalid XML at line 3: ")
                .hasMessageEndingWith("; mend it or export the log again")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatBreaksOffSaysSo() throws IOException {
        Path file = text(directory, "log.xes", LOG.substring(0, LOG.length() / 2));

        assertThatThrownBy(() -> readAll(file, XES))
                .isInstanceOf(InputFileException.class)
                .hasMessageStartingWith(file + ": invalid XML at line ");
    }

    @Test
    void anotherKindOfXmlIsRefused() throws IOException {
        Path file = text(directory, "page.xes", "<html><body/></html>");

        assertThatThrownBy(() -> readAll(file, XES))
                .isInstanceOf(InputFileException.class)
                .hasMessage(file + ": is no XES log: its root is <html>; give a log in XES format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf16IsReadWithAndWithoutMarkWhateverItsFirstLineStates(String charset) throws IOException {
        for (String mark : List.of("\uFEFF", "")) {
            for (String stated : List.of("UTF-16", "UTF-8")) {
                Path file = Files.write(
                        directory.resolve("log.xes"),
                        (mark + LOG.replace("UTF-8", stated)).getBytes(Charset.forName(charset)));

                assertThat(readRows(file, XES))
                        .extracting(row -> row.field("concept:name"))
                        .containsExactly("A_SUBMITTED", "W & ü", "A_DECLINED");
            }
        }
    }

    @Test
    void anotherEncodingIsReadAsTheFirstLineStatesAndBrokenBytesAreReported() throws IOException {
        String log = "<?xml version=\"1.0\" encoding=\"windows-1252\"?>\n"
                + "<log><trace><event>\n<string key=\"a\" value=\"5 €\"/></event></trace></log>";
        Path stated = Files.write(directory.resolve("stated.xes"), log.getBytes(Charset.forName("windows-1252")));
        Path wrong = Files.write(
                directory.resolve("wrong.xes"),
                log.replace("windows-1252", "UTF-8").getBytes(Charset.forName("windows-1252")));

        assertThat(readRows(stated, XES).get(0).field("a")).isEqualTo("5 €");
        assertThatThrownBy(() -> readAll(wrong, XES))
                .isInstanceOf(InputFileException.class)
                .hasMessage(wrong + ": has bytes at line 3 that are not UTF-8; state the encoding that it is in in its"
                        + " first line, or export the log again");
        assertThatThrownBy(() ->
                        readAll(text(directory, "klingon.xes", "<?xml version='1.0' encoding='klingon'?><log/>"), XES))
                .hasMessageEndingWith("klingon.xes: line 1: unknown encoding 'klingon'; state the one that it is in,"
                        + " such as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<string key=\"a\" value=\"b\">", "<x>"})
    void attributesNestedWithoutEndAreRefused(String element) throws IOException {
        Path file = text(directory, "deep.xes", "<log>\n<trace>\n<event>" + element.repeat(200_000));
        Path skipped = text(directory, "skipped.xes", "<log>\n<global>\n\n" + element.repeat(200_000));

        for (Path deep : List.of(file, skipped)) {
            assertThatThrownBy(() -> readAll(deep, XES))
                    .isInstanceOf(InputFileException.class)
                    .hasMessageMatching(java.util.regex.Pattern.quote(deep.toString())
                            + ": line [34]: elements are nested more than 100 deep;"
                            + " export the log again without what is in there");
        }
    }

    /** Each is 1,000 times as long unzipped as the file, and would fill the memory if it were longer still. */
    @ParameterizedTest
    @ValueSource(strings = {"<string key=\"a\" value=\"", "<string key=\"", "<!-- <", "<![CDATA[ <", "<?x ", "<"})
    void whatOneElementHoldsIsLimited(String begin) throws IOException {
        Path file = gzip(
                directory,
                "bomb.xes.gz",
                "<log>\n<trace>\n<event/></trace>\n<trace><event>" + begin + "x>".repeat(10 << 20));

        assertThatThrownBy(() -> readAll(file, XES))
                .isInstanceOf(InputFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining("line 4")
                .hasMessageEndingWith(" (1 record was read before)")
                .hasMessageNotContaining("\n");
    }

    @Test
    void entitiesThatMultiplyAreRefusedWithTheDoctypeThatStatesThem() throws IOException {
        Path file = text(
                directory,
                "laughs.xes",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE log [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\n"
                        + "<log><trace><event><string key=\"a\" value=\"&b;\"/></event></trace></log>");

        assertThatThrownBy(() -> readAll(file, XES))
                .hasMessage(file + ": has a DOCTYPE, which is not read since it may fetch other files; remove it");
    }

    @Test
    void aDoctypeIsRefusedAndFetchesNothing() throws IOException {
        Path secret = text(directory, "secret.txt", "secret");
        Path file = text(
                directory,
                "log.xes",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE log [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n"
                        + "<log><trace><event><string key=\"a\" value=\"b\"/>&x;</event></trace></log>");

        assertThatThrownBy(() -> readAll(file, XES))
                .isInstanceOf(InputFileException.class)
                .hasMessage(file + ": has a DOCTYPE, which is not read since it may fetch other files; remove it");
    }
}
