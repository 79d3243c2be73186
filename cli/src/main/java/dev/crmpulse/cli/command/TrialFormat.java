package dev.crmpulse.cli.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.verify.trial.KeptCounts;
import dev.crmpulse.verify.trial.TrialReport;
import dev.crmpulse.verify.trial.TrialReport.FamilyLine;
import dev.crmpulse.verify.trial.TrialReport.SlaGroup;
import dev.crmpulse.verify.trial.TrialReport.SlaLine;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the report of a trial is written. */
enum TrialFormat {
    /** For people. */
    TABLE {
        @Override
        void write(List<Policy> tried, TrialReport report, PrintStream out) {
            for (Policy policy : tried) {
                out.println("tried: " + policy.kind().written() + ' ' + policy.versionedId() + " of "
                        + (policy.tenant().equals(Policy.EVERY_TENANT) ? "every tenant" : policy.tenant())
                        + ", since " + Instant.ofEpochMilli(policy.effectiveFromMillis()));
            }
            if (!report.slas().isEmpty()) {
                out.println();
                out.println("Clocks of SLAs that were kept or broken, by the month in which they began");
                TextTable table = new TextTable(HEADER.size() - NUMBERS);
                table.row(HEADER);
                report.slas().forEach(line -> table.row(cells(line)));
                table.row(List.of());
                report.totals().forEach(line -> table.row(cells(line)));
                table.print(out);
            }
            out.println();
            List<FamilyLine> changed =
                    report.families().stream().filter(FamilyLine::isChanged).toList();
            if (changed.isEmpty()) {
                out.println("No fact differs.");
                return;
            }
            out.println("Facts that differ");
            TextTable table = new TextTable(1);
            table.row(List.of("fact", "now", "tried", "differ", "only now", "only tried"));
            changed.forEach(line -> table.row(List.of(
                    line.fact(),
                    count(line.now()),
                    count(line.tried()),
                    count(line.different()),
                    count(line.onlyNow()),
                    count(line.onlyTried()))));
            table.print(out);
        }
    },

    /** For spreadsheets. */
    TSV {
        @Override
        void write(List<Policy> tried, TrialReport report, PrintStream out) {
            out.println(String.join(
                    "\t", "month", "tenant", "team", "sla", "level", "n_now", "kept_now", "n_tried", "kept_tried"));
            for (SlaLine line : report.slas()) {
                SlaGroup group = line.group();
                out.println(String.join(
                        "\t",
                        group.month().toString(),
                        escaped(group.tenant()),
                        escaped(group.team()),
                        escaped(group.sla()),
                        escaped(group.level()),
                        Long.toString(line.now().n()),
                        Long.toString(line.now().kept()),
                        Long.toString(line.tried().n()),
                        Long.toString(line.tried().kept())));
            }
        }
    },

    /** For programs. */
    JSON {
        @Override
        void write(List<Policy> tried, TrialReport report, PrintStream out) throws IOException {
            try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.useDefaultPrettyPrinter();
                json.writeStartObject();
                json.writeArrayFieldStart("slas");
                for (SlaLine line : report.slas()) {
                    writeLine(line, json);
                }
                json.writeEndArray();
                json.writeArrayFieldStart("facts");
                for (FamilyLine line : report.families()) {
                    json.writeStartObject();
                    json.writeStringField("fact", line.fact());
                    json.writeNumberField("now", line.now());
                    json.writeNumberField("tried", line.tried());
                    json.writeNumberField("different", line.different());
                    json.writeNumberField("only_now", line.onlyNow());
                    json.writeNumberField("only_tried", line.onlyTried());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            out.println();
        }
    };

    /** What a line of the table has, its numbers last. */
    private static final List<String> HEADER =
            List.of("month", "tenant", "team", "SLA", "level", "n now", "kept %", "n tried", "kept %", "difference");

    private static final int NUMBERS = 5;

    abstract void write(List<Policy> tried, TrialReport report, PrintStream out) throws IOException;

    private static List<String> cells(SlaLine line) {
        SlaGroup group = line.group();
        boolean isTotal = group.month() == null;
        List<String> cells = new ArrayList<>(List.of(
                isTotal ? "total" : group.month().toString(),
                isTotal ? "" : group.tenant(),
                group.team().isEmpty() && !isTotal ? "–" : group.team(),
                group.sla(),
                group.level()));
        Stream.of(line.now(), line.tried()).forEach(counts -> {
            cells.add(count(counts.n()));
            cells.add(percent(counts));
        });
        cells.add(
                Double.isNaN(line.difference())
                        ? "–"
                        : String.format(Locale.ROOT, "%+.1f", line.difference()).replace("+0.0", "0.0"));
        return cells;
    }

    private static String percent(KeptCounts counts) {
        return counts.n() == 0 ? "–" : String.format(Locale.ROOT, "%.1f", counts.keptPercent());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static void writeLine(SlaLine line, JsonGenerator json) throws IOException {
        SlaGroup group = line.group();
        json.writeStartObject();
        json.writeStringField("month", group.month().toString());
        json.writeStringField("tenant", group.tenant());
        json.writeStringField("team", group.team());
        json.writeStringField("sla", group.sla());
        json.writeStringField("level", group.level());
        json.writeNumberField("n_now", line.now().n());
        json.writeNumberField("kept_now", line.now().kept());
        json.writeNumberField("n_tried", line.tried().n());
        json.writeNumberField("kept_tried", line.tried().kept());
        json.writeEndObject();
    }
}
