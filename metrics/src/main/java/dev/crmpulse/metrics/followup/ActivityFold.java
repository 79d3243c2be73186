package dev.crmpulse.metrics.followup;

import dev.crmpulse.engine.contact.Contact;
import dev.crmpulse.engine.entity.EngagementOwners;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M10: every contact with a customer, by whom and how. */
public final class ActivityFold implements Fold<ActivityFold.State, ContactActivity> {
    public static final Metric METRIC = Metric.of(new ActivityFold(), "engagement");

    private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

    /** The contacts of one key, the earliest first. */
    static final class State implements BinaryState {
        private final EngagementOwners owners = new EngagementOwners();
        private String customerId = "";
        private final List<Touch> touches = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            owners.fields(f);
            customerId = f.text(customerId);
            f.values(touches, Touch.BLANK);
        }
    }

    @Override
    public String metric() {
        return "M10";
    }

    @Override
    public FactType<ContactActivity> factType() {
        return ContactActivity.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return READS;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void apply(State state, CrmEvent event, TenantPolicies policies) {
        if (Contact.isContact(event)) {
            state.touches.add(Touch.of(event, state.owners.ofDeal(event.dealId()), policies));
        }
        state.owners.apply(event);
        if (state.customerId.isEmpty()) {
            state.customerId = event.customerId();
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<ContactActivity> facts) {
        String ofHistory = key.customerId().isEmpty() ? state.customerId : key.customerId();
        for (Touch touch : state.touches) {
            String named = touch.parties().customerId();
            facts.accept(new ContactActivity(key, named.isEmpty() ? ofHistory : named, touch));
        }
    }

    /** A contact is complete as soon as it is logged. */
    @Override
    public boolean closed(State state) {
        return true;
    }
}
