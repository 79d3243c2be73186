package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.NameKey;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the stages of one deal are spelled: as a funnel of the tenant that is in force names them, else as the deal's events
 * first did. Spellings with the same {@link NameKey} are one stage.
 */
final class StageNames implements BinaryState {
    private final Map<String, String> firstSpellings = new TreeMap<>();

    /** Takes in the spellings of the next event of the deal. */
    void apply(CrmEvent event) {
        if (event.payload() instanceof DealPayload.Created deal) {
            note(deal.stage());
        } else if (event.payload() instanceof DealPayload.StageChanged change) {
            note(change.from());
            note(change.to());
        } else if (event.payload() instanceof DealPayload.Reopened reopened) {
            note(reopened.stage());
        }
    }

    private void note(String stage) {
        if (!stage.isEmpty()) {
            firstSpellings.putIfAbsent(NameKey.of(stage), stage);
        }
    }

    /** The stage as rows spell it; empty for none. */
    String spell(String stage, long atMillis, TenantPolicies policies) {
        if (stage.isEmpty()) {
            return "";
        }
        String ofFunnel = policies.stageSpelling(stage, atMillis);
        return ofFunnel == null ? firstSpellings.getOrDefault(NameKey.of(stage), stage) : ofFunnel;
    }

    /** Whether both are the same stage. */
    static boolean same(String stage, String other) {
        return stage.equals(other) || NameKey.of(stage).equals(NameKey.of(other));
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        int count = f.varInt(firstSpellings.size());
        if (f.isReading()) {
            for (int i = 0; i < count; i++) {
                note(f.text(""));
            }
            return;
        }
        for (String spelling : firstSpellings.values()) {
            f.text(spelling);
        }
    }
}
