package dev.crmpulse.jobs.move;

import dev.crmpulse.engine.move.MoveStatement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The deals of which something was stated last, so that of the events of a deal hardly more than the first one states anything.
 * It is a memory of the way: what it forgot, or what is lost with the task, is stated once more and changes nothing.
 */
public final class StatedDeals {
    private static final int MOST = 1 << 14;

    private final Map<String, MoveStatement> ofLead = newest();
    private final Map<String, MoveStatement> ofOwn = newest();

    /** Whether it may say what was not stated yet; it counts as stated from now on. */
    public boolean isNews(MoveStatement statement) {
        Map<String, MoveStatement> stated = statement.into().isEmpty() ? ofOwn : ofLead;
        MoveStatement known = stated.get(statement.key());
        // that a deal has events of its own is the same whichever event says it
        if (known != null && (statement.into().isEmpty() || !statement.overrules(known))) {
            return false;
        }
        stated.put(statement.key(), statement);
        return true;
    }

    private static Map<String, MoveStatement> newest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, MoveStatement> eldest) {
                return size() > MOST;
            }
        };
    }
}
