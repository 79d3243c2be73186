package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.entity.EntityTracking.Single;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one entity that a history is about, of one of several kinds, such as a ticket or an improvement: an event affects that of the
 * first kind whose events are of its type.
 *
 * @param <M> what a metric remembers of it
 */
final class OneOfEntities<M extends BinaryState> implements EntityTracker<M> {
    private final List<Single> kinds;
    private final List<EntityTracker<M>> entities = new ArrayList<>();
    private EntityTracker<M> last;

    OneOfEntities(List<Single> kinds, Supplier<M> remembered) {
        this.kinds = kinds;
        kinds.forEach(kind -> entities.add(kind.create(remembered)));
        last = entities.get(0);
    }

    @Override
    public void apply(CrmEvent event) {
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).reads().contains(event.type())) {
                last = entities.get(i);
                last.apply(event);
                return;
            }
        }
        throw new IllegalStateException("no kind of entity here has events of type " + event.type());
    }

    @Override
    public List<TrackedEntity<M>> affected() {
        return last.affected();
    }

    @Override
    public List<TrackedEntity<M>> changed() {
        return last.changed();
    }

    @Override
    public void forEachRemembered(Consumer<TrackedEntity<M>> action) {
        entities.forEach(entity -> entity.forEachRemembered(action));
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        for (EntityTracker<M> entity : entities) {
            entity.fields(f);
        }
    }
}
