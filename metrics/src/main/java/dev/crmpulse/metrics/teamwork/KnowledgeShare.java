package dev.crmpulse.metrics.teamwork;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import java.io.IOException;

/**
 * Knowledge that somebody shared.
 *
 * @param key of the person
 * @param shareNo counts the shares of the person from 1
 * @param startedAt when, in milliseconds since 1970 UTC
 */
public record KnowledgeShare(EntityKey key, int shareNo, String link, String kind, long startedAt) implements Fact {
    private static final String TRAINING = "training";

    public static final FactType<KnowledgeShare> TYPE = FactType.<KnowledgeShare>named(
                    "knowledge_share", 1, "Knowledge that somebody shared, and whether it counts (M24)")
            .column("owner", TEXT, "Who shared it", share -> share.key.repId())
            .column("share_no", COUNT, "Counts the shares of the person from 1", KnowledgeShare::shareNo)
            .column("link", TEXT, "Where it is, empty if not given", KnowledgeShare::link)
            .column("kind", LABEL, "Kind, such as training; empty if not given", KnowledgeShare::kind)
            .column("counts", COUNT, "1 where there is a link or it was a training, else 0", KnowledgeShare::counts)
            .alias("rep_id", "owner")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("started_at")
            .build();

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return key.repId() + '/' + shareNo;
    }

    int counts() {
        return link.isEmpty() && !kind.equals(TRAINING) ? 0 : 1;
    }

    /** One share as it is remembered with its person. */
    static final class Remembered implements BinaryState {
        private String link;
        private String kind;
        private long startedAt;

        Remembered(String link, String kind, long startedAt) {
            this.link = link;
            this.kind = kind;
            this.startedAt = startedAt;
        }

        /** One to be read. */
        Remembered() {
            this("", "", 0);
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            link = f.text(link);
            kind = f.text(kind);
            startedAt = f.fixedLong(startedAt);
        }

        KnowledgeShare fact(EntityKey key, int shareNo) {
            return new KnowledgeShare(key, shareNo, link, kind, startedAt);
        }
    }
}
