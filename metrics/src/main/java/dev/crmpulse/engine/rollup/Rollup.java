package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.TenantPolicy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the facts of one type become windows. A fact counts in the hour and in its owner's day in which it began, and once
 * more in those in which it ended.
 */
public final class Rollup {
    private static final int NONE = -1;
    private static final List<WindowSlice> JUST_ALL = List.of(WindowSlice.ALL);

    private final FactType<?> facts;
    private final int owner;
    private final int endedAt;
    private final int duration;
    private final int businessDuration;
    private final int label;
    private final int counted;
    private final int dimensions;

    private Rollup(FactType<?> facts, int label, int counted) {
        this.facts = facts;
        this.owner = indexOf(facts, "owner");
        this.endedAt = indexOf(facts, "ended_at");
        this.duration = indexOf(facts, "calendar_seconds");
        this.businessDuration = indexOf(facts, "business_seconds");
        this.label = label;
        this.counted = counted;
        this.dimensions = indexOf(facts, FactType.DIMENSIONS);
    }

    /** Windows of a type of facts, by owner. */
    public static Rollup of(FactType<?> facts) {
        return new Rollup(facts, NONE, NONE);
    }

    /** With a window of its own for each value of that column. */
    public Rollup by(String column) {
        return new Rollup(facts, required(facts, column), counted);
    }

    /** With the number of facts of each value of that column in every window. */
    public Rollup counting(String column) {
        return new Rollup(facts, label, required(facts, column));
    }

    public FactType<?> facts() {
        return facts;
    }

    /** The column by whose values windows are distinguished, empty if none. */
    public Optional<String> labelColumn() {
        return nameOf(label);
    }

    /** The column whose values are counted, empty if none. */
    public Optional<String> countedColumn() {
        return nameOf(counted);
    }

    /** Whether the facts have a column of that name. */
    public boolean has(String column) {
        return indexOf(facts, column) != NONE;
    }

    private Optional<String> nameOf(int column) {
        return column == NONE
                ? Optional.empty()
                : Optional.of(facts.columns().get(column).name());
    }

    /** Adds what a change of a fact changes in windows, and takes away; nothing where it changes no window. */
    void apply(FactChange change, Policies policies, WindowSeries.Lookup windows) {
        Object[] before = change.before();
        Object[] after = change.after();
        if (before != null && after != null && countsTheSame(before, after)) {
            return;
        }
        apply(change, FactType.STARTED_AT, DatedBy.STARTED_AT, policies, windows);
        if (endedAt != NONE) {
            apply(change, endedAt, DatedBy.ENDED_AT, policies, windows);
        }
    }

    private boolean countsTheSame(Object[] before, Object[] after) {
        return before[FactType.STARTED_AT].equals(after[FactType.STARTED_AT])
                && same(before, after, owner)
                && same(before, after, endedAt)
                && same(before, after, duration)
                && same(before, after, businessDuration)
                && same(before, after, label)
                && same(before, after, counted)
                && same(before, after, dimensions);
    }

    private static boolean same(Object[] before, Object[] after, int column) {
        return column == NONE || Objects.equals(before[column], after[column]);
    }

    private void apply(FactChange change, int date, DatedBy datedBy, Policies policies, WindowSeries.Lookup windows) {
        Object[] before = change.before() == null || change.before()[date] == null ? null : change.before();
        Object[] after = change.after() == null || change.after()[date] == null ? null : change.after();
        if (before != null && after != null && isInTheSameWindow(before, after, date)) {
            // most changes are of what stays where it is: an open visit that ends still counts where it began
            Contribution gone = contribution(before, -1);
            Contribution come = contribution(after, 1);
            windowsOf(after, date, datedBy, policies, windows, window -> {
                window.add(gone);
                window.add(come);
            });
            return;
        }
        if (before != null) {
            Contribution gone = contribution(before, -1);
            windowsOf(before, date, datedBy, policies, windows, window -> window.add(gone));
        }
        if (after != null) {
            Contribution come = contribution(after, 1);
            windowsOf(after, date, datedBy, policies, windows, window -> window.add(come));
        }
    }

    private boolean isInTheSameWindow(Object[] before, Object[] after, int date) {
        return before[date].equals(after[date])
                && same(before, after, owner)
                && same(before, after, label)
                && same(before, after, dimensions);
    }

    private Contribution contribution(Object[] row, int times) {
        return new Contribution(
                times,
                duration == NONE ? null : Contribution.Duration.of((Long) row[duration]),
                businessDuration == NONE ? null : Contribution.Duration.of((Long) row[businessDuration]),
                text(row, counted));
    }

    private void windowsOf(
            Object[] row,
            int date,
            DatedBy datedBy,
            Policies policies,
            WindowSeries.Lookup windows,
            Consumer<Window> to) {
        String tenant = (String) row[0];
        long millis = (Long) row[date];
        String of = text(row, owner);
        String what = text(row, label);
        TenantPolicy profile = policies.tenant(tenant).profile(millis);
        ZoneId zone = profile.zone();
        List<WindowSlice> slices = slices(row, profile.dimensions());
        for (Grain grain : Grain.ALL) {
            for (int i = 0; i < slices.size(); i++) {
                WindowSeries series = new WindowSeries(
                        tenant, facts.name(), grain, zone, datedBy, grain.ownerOf(of), what, slices.get(i));
                to.accept(windows.sums(series, grain.startOf(millis, zone)));
            }
        }
    }

    /** All facts, and those with the same text of each dimension that is summed. */
    private List<WindowSlice> slices(Object[] row, List<String> summed) {
        if (summed.isEmpty() || dimensions == NONE) {
            return JUST_ALL;
        }
        List<WindowSlice> slices = new ArrayList<>(JUST_ALL);
        for (String dimension : summed) {
            Object text = ((Map<?, ?>) row[dimensions]).get(dimension);
            slices.add(new WindowSlice(dimension, text == null ? "" : (String) text));
        }
        return slices;
    }

    private static String text(Object[] row, int column) {
        return column == NONE || row[column] == null ? "" : row[column].toString();
    }

    private static int required(FactType<?> facts, String column) {
        int index = indexOf(facts, column);
        if (index == NONE) {
            List<String> known = facts.columns().stream().map(Column::name).toList();
            throw new IllegalArgumentException(facts + " has no column " + column + " but " + known);
        }
        return index;
    }

    private static int indexOf(FactType<?> facts, String column) {
        String[] names = facts.columns().stream().map(Column::name).toArray(String[]::new);
        return Arrays.asList(names).indexOf(column);
    }
}
