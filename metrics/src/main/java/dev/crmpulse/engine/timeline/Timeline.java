package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.BinaryWriter;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.PolicyKind;
import java.io.DataInput;
import java.io.IOException;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The folds that evaluate the histories of one kind of entity together. Adding a metric to a timeline is adding its fold
 * to the list; its state is then built from each key's history on first touch.
 *
 * <p>An event belongs to the histories of several timelines where their folds read its type and it names their keys. One
 * of them is its home: there it is counted, whether it is read or not.
 *
 * @param name name of the timeline, such as {@code engagement}
 * @param kinds of keys whose histories are evaluated here, such as {@code lead}
 * @param home families of events that are counted here, under their {@link EntityKey#home}
 * @param others keys of events that are counted elsewhere and read here too
 */
public record Timeline(String name, Set<String> kinds, Set<Family> home, KeyRule others, List<Fold<?, ?>> folds)
        implements Serializable {
    public Timeline {
        kinds = Set.copyOf(kinds);
        home = Set.copyOf(home);
        folds = List.copyOf(folds);
    }

    /** A timeline that all events are counted on. */
    public Timeline(String name, List<Fold<?, ?>> folds) {
        this(name, Set.of(), EnumSet.allOf(Family.class), KeyRule.NONE, folds);
    }

    /** Whether its histories may become one: those of merged leads, and of deals that came from a lead. */
    public boolean sharesHistories() {
        return kinds.contains(EntityKey.LEAD);
    }

    /** The same for histories that are counted here and evaluated elsewhere. */
    public Timeline counting() {
        return new Timeline(name, kinds, home, others, List.of());
    }

    /** Whether events of the type are counted here. */
    public boolean isHomeOf(EventType type) {
        return home.contains(type.family());
    }

    /** Whether events say dimensions of what the histories are about: not where all of them are counted elsewhere. */
    public boolean keepsDimensions() {
        return !home.isEmpty();
    }

    /** Whether a fold evaluates policies of a kind that are made for an entity. */
    public boolean evaluates(PolicyKind kind, Entity entity) {
        return folds.stream().anyMatch(fold -> fold.evaluates(kind, entity));
    }

    /** Whether a fold reads events of the type. */
    public boolean reads(EventType type) {
        return folds.stream().anyMatch(fold -> fold.reads().contains(type));
    }

    /**
     * The key under which an event is evaluated here.
     *
     * @param homeKey the one under which it is counted, here or elsewhere
     * @param subject its own subject
     * @return null where it does not concern the timeline
     */
    public EntityKey keyOf(EntityKey homeKey, EntityKey subject, CrmEvent event) {
        if (isHomeOf(event.type())) {
            return homeKey;
        }
        return reads(event.type()) ? others.keyOf(subject, event) : null;
    }

    /** The state of a key nothing is known of. */
    public TimelineState newState() {
        return new TimelineState(folds.size());
    }

    public void write(TimelineState state, BinaryWriter out) throws IOException {
        state.write(this, out);
    }

    public TimelineState read(DataInput in) throws IOException {
        return TimelineState.read(this, in);
    }

    /** Position of the fold with this metric and definition, -1 where the timeline has no such fold (any more). */
    int indexOf(String metric, long version) {
        for (int i = 0; i < folds.size(); i++) {
            Fold<?, ?> fold = folds.get(i);
            if (fold.metric().equals(metric)) {
                return fold.version() == version ? i : -1;
            }
        }
        return -1;
    }
}
