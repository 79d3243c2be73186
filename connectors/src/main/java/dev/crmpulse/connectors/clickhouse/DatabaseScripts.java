package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.clickhouse.SqlResources.Script;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.rollup.Window;
import dev.crmpulse.engine.timeline.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * All that a database of these metrics is made by, in the order in which it applies.
 *
 * @param migrations tables that are no facts, and what changes a table that has shipped
 * @param facts each has a table of its own
 * @param generated views that follow from the declaration of a metric
 * @param views all views, each after those that it reads
 */
record DatabaseScripts(List<Script> migrations, List<FactType<?>> facts, List<Script> generated, List<Script> views) {
    private static final List<String> SHARED_FOLDERS = List.of("store", "views");
    private static final Pattern RELATION = Pattern.compile("\\bcrm\\.(\\w+)");

    static DatabaseScripts of(Collection<Metric> metrics) {
        Map<FactType<?>, List<Metric>> byFacts = new LinkedHashMap<>();
        List<Script> generated = new ArrayList<>();
        List<Script> written = new ArrayList<>();
        SHARED_FOLDERS.forEach(folder -> written.addAll(SqlResources.folder(folder)));
        metrics.stream()
                .map(metric -> "timelines/" + metric.timeline())
                .distinct()
                .forEach(folder -> written.addAll(SqlResources.folder(folder)));
        for (Metric metric : metrics) {
            byFacts.computeIfAbsent(metric.facts(), type -> new ArrayList<>()).add(metric);
        }
        byFacts.forEach((facts, stating) -> {
            Metric first = stating.get(0);
            generated.add(FactSql.view(facts, stating));
            first.rollup().ifPresent(rollup -> generated.add(FactSql.windows(facts)));
            written.addAll(SqlResources.folder(folderOf(first)));
        });
        generated.add(FactSql.summedFacts(metrics.stream()
                .map(Metric::rollup)
                .flatMap(Optional::stream)
                .distinct()
                .toList()));
        List<FactType<?>> facts = new ArrayList<>(byFacts.keySet());
        facts.add(Window.TYPE);
        List<Script> views = new ArrayList<>(generated);
        views.addAll(written);
        return new DatabaseScripts(
                SqlResources.folder("migrations"), List.copyOf(facts), List.copyOf(generated), inOrder(views));
    }

    /** Where the SQL of a metric lies, such as {@code metrics/m18_survey_request}. */
    private static String folderOf(Metric metric) {
        String id = metric.id().toLowerCase(Locale.ROOT);
        String facts = metric.facts().name();
        return "metrics/" + (id.equals(facts) ? id : id + "_" + facts);
    }

    private static List<Script> inOrder(List<Script> views) {
        Map<String, Script> bySubject = new TreeMap<>();
        views.stream().sorted(Comparator.comparing(Script::name)).forEach(view -> {
            Script other = bySubject.put(view.subject(), view);
            if (other != null) {
                throw new IllegalStateException(
                        "view crm." + view.subject() + " is made by " + other.name() + " and by " + view.name());
            }
        });
        Map<String, Script> ordered = new LinkedHashMap<>();
        bySubject.keySet().forEach(subject -> addAfterWhatItReads(subject, bySubject, new ArrayList<>(), ordered));
        return List.copyOf(ordered.values());
    }

    private static void addAfterWhatItReads(
            String subject, Map<String, Script> bySubject, List<String> readers, Map<String, Script> ordered) {
        if (ordered.containsKey(subject)) {
            return;
        }
        if (readers.contains(subject)) {
            throw new IllegalStateException("views read one another: " + readers + " and again " + subject);
        }
        readers.add(subject);
        RELATION.matcher(bySubject.get(subject).code())
                .results()
                .map((MatchResult relation) -> relation.group(1))
                .filter(read -> bySubject.containsKey(read) && !read.equals(subject))
                .distinct()
                .forEach(read -> addAfterWhatItReads(read, bySubject, readers, ordered));
        readers.remove(subject);
        ordered.put(subject, bySubject.get(subject));
    }
}
