package dev.crmpulse.cli.command;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.metrics.funnel.FunnelEntry;
import dev.crmpulse.metrics.sla.SlaClock;
import dev.crmpulse.verify.explain.Clock;
import dev.crmpulse.verify.explain.Explanation;
import dev.crmpulse.verify.explain.FactValue;
import dev.crmpulse.verify.explain.Titles;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** What a manager wants to know of a lead or deal: what happened when, which clocks ran and until when, the figures. */
final class ExplanationSummary {
    /** Of more, the first and the last half are shown. */
    private static final int EVENTS = 30;

    /** More than these are folded by SLA. */
    private static final int CLOCKS = 12;

    private static final List<String> FROM_WORST = List.of("breached", "open", "reached", "kept", "cancelled");
    private static final Comparator<Clock> LATEST = Comparator.comparing((Clock clock) -> clock.time("started_at"))
            .thenComparing(clock -> clock.value("level_no").number());

    private static final int REFUSED = 4;
    private static final int ROWS_OF_A_KIND = 4;
    private static final int VALUES = 6;
    private static final int DETAIL = 60;

    /** What the heading and the id say already, or nobody asks for at first. */
    private static final Set<String> LEFT_OUT = Set.of(
            "tenant",
            "id",
            "def_version",
            "lead_id",
            "deal_id",
            "customer_id",
            "calendar_id",
            "policy_id",
            "entity",
            "entity_id",
            "episode",
            "step_no",
            "steps",
            "visit_no",
            "span_no",
            "implied",
            "window_ends_at",
            "matures_at");

    private final PrintStream out;
    private final Titles titles = Titles.SHIPPED;

    ExplanationSummary(PrintStream out) {
        this.out = out;
    }

    void print(Explanation explanation) {
        out.println(bold(titles.entity(EntityKey.of(explanation.tenant(), explanation.key()))
                        .english())
                + " · " + explanation.key() + " of tenant " + explanation.tenant());
        if (!explanation.moved().isEmpty()) {
            out.println("evaluated with it, as merged leads and deals that came from it: "
                    + String.join(", ", explanation.moved()));
        }
        out.printf(
                Locale.ROOT,
                "%,d events count · duplicates: %,d by id, %,d by content%s%s%n",
                explanation.events(),
                explanation.repeated(),
                explanation.duplicates().size() - explanation.repeated(),
                explanation.late().isEmpty()
                        ? ""
                        : " · too late: " + explanation.late().size(),
                explanation.horizon() == null ? "" : " · evaluated up to " + shown(explanation.horizon()) + " UTC");
        timeLine(explanation);
        clocks(explanation);
        figures(explanation);
        out.println();
    }

    private void timeLine(Explanation explanation) {
        out.println();
        out.println(bold("Time line (UTC)"));
        long events = explanation.events();
        long number = 0;
        boolean isCut = false;
        Instant first = null;
        for (Explanation.Step step : explanation.steps()) {
            boolean anyShown = step.events().isEmpty();
            for (Explanation.TimelineEvent event : step.events()) {
                first = first == null ? event.time() : first;
                boolean isShown =
                        events <= EVENTS || event.asked() || number < EVENTS / 2 || number >= events - EVENTS / 2;
                number++;
                if (isShown) {
                    event(event, first);
                    anyShown = true;
                } else if (!isCut) {
                    isCut = true;
                    out.printf(Locale.ROOT, "  … %,d more events: --full%n", events - EVENTS);
                }
            }
            if (step.events().isEmpty()) {
                out.printf("  %-19s %-12s nothing more until then%n", shown(step.until()), since(first, step.until()));
            }
            if (anyShown && !step.changes().isEmpty()) {
                out.println("      → " + effects(step.changes()));
            }
        }
        Stream.concat(
                        explanation.duplicates().stream()
                                .map(duplicate -> refused(duplicate.event())
                                        + (duplicate.sameId() ? "another delivery of " : "the same contents as ")
                                        + duplicate.repeats()),
                        explanation.late().stream()
                                .map(late -> refused(late.event()) + late.reason() + ", " + late.remedy()))
                .limit(REFUSED)
                .forEach(out::println);
        int refused = explanation.duplicates().size() + explanation.late().size();
        if (refused > REFUSED) {
            out.printf(Locale.ROOT, "  … %,d more that do not count: --full%n", refused - REFUSED);
        }
    }

    private void event(Explanation.TimelineEvent event, Instant first) {
        String who = event.actor().isEmpty() ? event.owner() : event.actor();
        String detail = Stream.concat(
                        Stream.of(who).filter(name -> !name.isEmpty()),
                        event.data().entrySet().stream()
                                .map(member ->
                                        titles.member(member.getKey()).english().toLowerCase(Locale.ROOT) + " "
                                                + member.getValue()))
                .collect(Collectors.joining(" · "));
        String line = String.format(
                "%s %-19s %-12s %-26s %s",
                event.asked() ? "»" : " ",
                shown(event.time()),
                since(first, event.time()),
                titles.event(event.type()).english(),
                (cut(detail) + "  [" + event.id() + "]").strip());
        out.println(event.asked() ? bold(line) : line);
    }

    private String refused(Explanation.TimelineEvent event) {
        return String.format(
                "%s %-19s %-12s %-26s [%s] does not count: ",
                event.asked() ? "»" : " ",
                shown(event.time()),
                "",
                titles.event(event.type()).english(),
                event.id());
    }

    /** Such as {@code new: First response, SLA clock × 3 · changed: Tier}. */
    private String effects(List<Explanation.Change> changes) {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (Explanation.Change change : changes) {
            counts.computeIfAbsent(change.effect().written(), effect -> new LinkedHashMap<>())
                    .merge(titles.fact(change.fact()).english(), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(effect -> effect.getKey() + ": "
                        + effect.getValue().entrySet().stream()
                                .map(fact ->
                                        fact.getValue() == 1 ? fact.getKey() : fact.getKey() + " × " + fact.getValue())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" · "));
    }

    /** Many are folded: of each SLA the latest, and what became of all. */
    private void clocks(Explanation explanation) {
        List<Clock> clocks = explanation.clocks();
        if (clocks.isEmpty()) {
            return;
        }
        out.println();
        out.println(bold("Clocks of SLAs"));
        if (clocks.size() <= CLOCKS) {
            clocks.forEach(clock -> clock(clock, explanation.horizon(), ""));
            return;
        }
        clocks.stream()
                .collect(Collectors.groupingBy(clock -> clock.text("sla"), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(ofOne -> clock(
                        ofOne.stream().max(LATEST).orElseThrow(),
                        explanation.horizon(),
                        ofOne.size() == 1 ? "" : " · all " + ofOne.size() + ": " + states(ofOne)));
        out.printf(Locale.ROOT, "  the latest of each SLA, of %,d clocks: --full%n", clocks.size());
    }

    /** How many are in which state, the worst first. */
    private String states(List<Clock> clocks) {
        return clocks.stream()
                .sorted(Comparator.comparing(clock -> FROM_WORST.indexOf(clock.text("state"))))
                .collect(Collectors.groupingBy(this::stateName, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
    }

    private String stateName(Clock clock) {
        return titles.value(clock.value("state")).map(words -> words.english()).orElseGet(() -> clock.text("state"));
    }

    private void clock(Clock clock, Instant horizon, String others) {
        Instant due = clock.time("due_at");
        String name = titles.rule(clock.text("sla")).english() + " · "
                + titles.level(clock.text("level")).english();
        out.printf(
                "  %-44s %-23s %s%s%s%n",
                name
                        + (clock.target().isEmpty() ? "" : ", " + clock.target())
                        + (clock.isBusinessTime() ? " of work" : ""),
                due == null ? "paused" : "due " + shown(due),
                state(clock, due, horizon),
                clock.text("owner").isEmpty() ? "" : " · " + clock.text("owner"),
                others);
    }

    private String state(Clock clock, Instant due, Instant horizon) {
        String state = stateName(clock);
        FactValue overrun = clock.value("overrun_seconds");
        FactValue net = clock.value("net_seconds");
        if (!overrun.isEmpty()) {
            return state + ", " + SpokenDuration.of(overrun.duration()) + " late";
        }
        if (clock.isOpen()) {
            return state
                    + (due == null || horizon == null
                            ? ""
                            : ", " + SpokenDuration.of(Duration.between(horizon, due)) + " left");
        }
        if (clock.time("breached_at") != null && horizon != null && due != null) {
            return state + ", " + SpokenDuration.of(Duration.between(due, horizon)) + " ago, still open";
        }
        if (!clock.value("cancel_reason").isEmpty()) {
            return state + ": "
                    + titles.value(clock.value("cancel_reason"))
                            .map(words -> words.english())
                            .orElseGet(() -> clock.text("cancel_reason"));
        }
        return clock.isKept() ? state + " after " + SpokenDuration.of(net.duration()) : state;
    }

    private void figures(Explanation explanation) {
        Map<String, List<Explanation.StatedFact>> byKind = explanation.facts().stream()
                .filter(fact -> !fact.fact().equals(SlaClock.TYPE.name()))
                .filter(fact -> !fact.fact().equals(FunnelEntry.TYPE.name())
                        || !fact.values().get("ended_at").isEmpty())
                .collect(Collectors.groupingBy(Explanation.StatedFact::fact, LinkedHashMap::new, Collectors.toList()));
        if (byKind.isEmpty()) {
            return;
        }
        out.println();
        out.println(bold("Figures"));
        byKind.values().forEach(this::kind);
        if (!explanation.policies().isEmpty()) {
            out.println("  evaluated by "
                    + explanation.policies().stream()
                            .map(policy -> policy.versionedId())
                            .collect(Collectors.joining(", ")));
        }
        out.println("  --full: every event, change and column; --metric M1: one metric");
    }

    private void kind(List<Explanation.StatedFact> facts) {
        int from = Math.max(0, facts.size() - ROWS_OF_A_KIND);
        if (from > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %-4s %-24s … %,d more before: --full%n",
                    facts.get(0).metric(),
                    titles.fact(facts.get(0).fact()).english(),
                    from);
        }
        for (Explanation.StatedFact fact : facts.subList(from, facts.size())) {
            out.printf(
                    "  %-4s %-24s %s%n", fact.metric(), titles.fact(fact.fact()).english(), values(fact));
        }
    }

    private String values(Explanation.StatedFact fact) {
        // how long it took comes first: that is what is asked for
        return fact.values().values().stream()
                .filter(value -> !value.isEmpty() && !LEFT_OUT.contains(value.column()))
                .sorted(Comparator.comparing(value -> value.unit() != FactValue.Unit.SECONDS))
                .limit(VALUES)
                .map(value -> titles.column(value.column()).english().toLowerCase(Locale.ROOT) + " " + shown(value))
                .collect(Collectors.joining(" · "));
    }

    private String shown(FactValue value) {
        return switch (value.unit()) {
            case TIME -> shown(value.time());
            case SECONDS -> SpokenDuration.of(value.duration());
            case MONEY, COUNT, NUMBER, TEXT ->
                titles.value(value).map(words -> words.english()).orElseGet(value::shown);
        };
    }

    private static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
    }

    private static String since(Instant first, Instant time) {
        return first == null || first.equals(time) ? "" : "+" + SpokenDuration.of(Duration.between(first, time));
    }

    private static String cut(String text) {
        return text.length() <= DETAIL ? text : text.substring(0, DETAIL - 1) + "…";
    }

    private static String bold(String text) {
        return Ansi.AUTO.string("@|bold " + text + "|@");
    }
}
