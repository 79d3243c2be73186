package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.event.ProposalPayload.Question;
import dev.crmpulse.engine.policy.Entity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one proposal, contract, order or invoice that a history is about, and the questions about a proposal. All of them belong to the owner that any
 * event named last. A question is affected by what names it, and by an answer that names none.
 *
 * @param <M> what a metric remembers of each
 */
final class DeskEntities<M extends BinaryState> implements EntityTracker<M> {
    static final Map<Family, Entity> BY_FAMILY = Map.of(
            Family.PROPOSAL, Entity.PROPOSAL,
            Family.CONTRACT, Entity.CONTRACT,
            Family.ORDER, Entity.ORDER,
            Family.INVOICE, Entity.INVOICE);

    private final Supplier<M> remembered;
    private final DealOwner owner = new DealOwner();
    private final Map<String, TrackedEntity<M>> whole = new LinkedHashMap<>();
    private final Map<String, TrackedEntity<M>> questions = new LinkedHashMap<>();
    private String dealId = "";
    private String customerId = "";

    // of the last event only
    private final List<TrackedEntity<M>> affected = new ArrayList<>(2);
    private final List<TrackedEntity<M>> changed = new ArrayList<>(2);

    DeskEntities(Supplier<M> remembered) {
        this.remembered = remembered;
    }

    @Override
    public void apply(CrmEvent event) {
        changed.forEach(TrackedEntity::forgetChange);
        changed.clear();
        affected.clear();
        owner.apply(event);
        dealId = dealId.isEmpty() ? event.dealId() : dealId;
        customerId = customerId.isEmpty() ? event.customerId() : customerId;
        addKnown(event);
        whole.values().forEach(this::settle);
        questions.values().forEach(this::settle);
        affected.forEach(one -> one.follow(event));
    }

    private void addKnown(CrmEvent event) {
        Entity entity = BY_FAMILY.get(event.type().family());
        if (entity == null) {
            return;
        }
        affected.add(whole.computeIfAbsent(entity.written(), kind -> new TrackedEntity<>(entity, "", remembered)));
        if (event.payload() instanceof Question question) {
            boolean answersAll = event.type() == EventType.PROPOSAL_QUESTION_ANSWERED
                    && question.questionId().isEmpty();
            if (answersAll) {
                affected.addAll(questions.values());
            } else {
                affected.add(questions.computeIfAbsent(question.questionId(), this::question));
            }
        }
    }

    private TrackedEntity<M> question(String id) {
        return TrackedEntity.part(Entity.QUESTION, id, remembered);
    }

    private void settle(TrackedEntity<M> one) {
        boolean named = one.name(dealId, customerId);
        if (one.settleOwner(owner.orOfLead("")) || named) {
            changed.add(one);
        }
    }

    @Override
    public List<TrackedEntity<M>> affected() {
        return Collections.unmodifiableList(affected);
    }

    @Override
    public List<TrackedEntity<M>> changed() {
        return Collections.unmodifiableList(changed);
    }

    /** What the history is about first, then the questions in the order in which they became known. */
    @Override
    public void forEachRemembered(Consumer<TrackedEntity<M>> action) {
        forEachRemembered(whole, action);
        forEachRemembered(questions, action);
    }

    private static <M extends BinaryState> void forEachRemembered(
            Map<String, TrackedEntity<M>> entities, Consumer<TrackedEntity<M>> action) {
        for (TrackedEntity<M> one : entities.values()) {
            if (one.state() != null) {
                action.accept(one);
            }
        }
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        owner.fields(f);
        dealId = f.text(dealId);
        customerId = f.text(customerId);
        f.map(
                whole,
                kind -> new TrackedEntity<>(
                        BY_FAMILY.values().stream()
                                .filter(entity -> entity.written().equals(kind))
                                .findFirst()
                                .orElseThrow(),
                        "",
                        remembered));
        f.map(questions, this::question);
        if (f.isReading()) {
            whole.values().forEach(this::settleRead);
            questions.values().forEach(this::settleRead);
        }
    }

    private void settleRead(TrackedEntity<M> one) {
        one.name(dealId, customerId);
        one.settleRead(owner.orOfLead(""));
    }
}
