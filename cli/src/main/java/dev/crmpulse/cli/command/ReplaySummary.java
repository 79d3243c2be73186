package dev.crmpulse.cli.command;

import dev.crmpulse.cli.replay.ReplayReport;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what a replay did. */
final class ReplaySummary {
    private ReplaySummary() {}

    static void print(ReplayReport report, PrintStream out) {
        line(
                out,
                "records",
                "%,d read, %,d rejected, %,d left out",
                report.records(),
                report.rejects(),
                report.ignored());
        line(
                out,
                "events",
                "%,d delivered = %,d accepted + %,d duplicates%s + %,d late",
                report.delivered(),
                report.accepted(),
                report.duplicates(),
                report.twins() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " (%,d of a known id, %,d of known contents)",
                                report.duplicates() - report.twins(),
                                report.twins()),
                report.late());
        if (report.leftToLive() > 0) {
            line(out, "left out", "%,d events of --until and later: a live job brings them", report.leftToLive());
        }
        line(out, "dead letters", "%s", report.deadLetters().isEmpty() ? "none" : counts(report.deadLetters()));
        line(
                out,
                "horizon",
                "%s",
                report.horizon()
                        .map(moment -> moment + ": up to then silence is evaluated")
                        .orElse("none: no event was accepted, so no silence is evaluated"));
        line(out, "facts", "%s", counts(report.rows()));
        if (report.retracted() > 0) {
            line(out, "taken back", "%,d facts of earlier runs", report.retracted());
        }
        line(
                out,
                "took",
                "%.1f s, %s sent%s, run %d",
                report.elapsed().toMillis() / 1e3,
                Counts.of(report.events(), "event"),
                Counts.perSecond(
                        report.events() * 1e3 / Math.max(1, report.elapsed().toMillis()), "event"),
                report.run());
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" · "));
    }

    private static void line(PrintStream out, String name, String format, Object... values) {
        out.printf(Locale.ROOT, "%-13s %s%n", name, String.format(Locale.ROOT, format, values));
    }
}
