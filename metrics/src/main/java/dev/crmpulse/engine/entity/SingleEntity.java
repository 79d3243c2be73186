package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.policy.Entity;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one entity that a history is about, such as a ticket: every event affects it, and it belongs to the owner that was
 * named last.
 *
 * @param <M> what a metric remembers of it
 */
final class SingleEntity<M extends BinaryState> implements EntityTracker<M> {
    private final TrackedEntity<M> one;
    private final List<TrackedEntity<M>> affected;
    private List<TrackedEntity<M>> changed = List.of();

    SingleEntity(Entity entity, Supplier<M> remembered) {
        one = new TrackedEntity<>(entity, "", remembered);
        affected = List.of(one);
    }

    @Override
    public void apply(CrmEvent event) {
        one.forgetChange();
        one.dealOwner().apply(event);
        one.follow(event);
        // a customer has many deals and is itself
        boolean named = one.entity() != Entity.CUSTOMER && one.name(event.dealId(), event.customerId());
        changed = one.settleOwner("") || named ? affected : List.of();
    }

    @Override
    public List<TrackedEntity<M>> affected() {
        return affected;
    }

    @Override
    public List<TrackedEntity<M>> changed() {
        return changed;
    }

    @Override
    public void forEachRemembered(Consumer<TrackedEntity<M>> action) {
        if (one.state() != null) {
            action.accept(one);
        }
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        one.fields(f, "");
    }
}
