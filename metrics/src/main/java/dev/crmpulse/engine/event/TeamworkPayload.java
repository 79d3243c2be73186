package dev.crmpulse.engine.event;

import java.io.IOException;
import java.math.BigDecimal;

/** Payloads of what people do for one another. */
public sealed interface TeamworkPayload extends Payload {
    /** Knowledge was shared; {@code link} leads to it. */
    record KnowledgeShared(String link, String kind) implements TeamworkPayload {
        static KnowledgeShared of(EventData data) {
            return new KnowledgeShared(data.text(DataMember.LINK), data.text(DataMember.KIND));
        }

        @Override
        public KnowledgeShared fields(BinaryFields f) throws IOException {
            return new KnowledgeShared(f.text(link), f.text(kind));
        }
    }

    /** The person was rated by somebody who stands in a relation to them: self, manager, peer, department or customer. */
    record PeerRated(String relation, String dimension, BigDecimal score) implements TeamworkPayload {
        static PeerRated of(EventData data) {
            return new PeerRated(
                    data.text(DataMember.RELATION), data.text(DataMember.DIMENSION), data.decimal(DataMember.SCORE));
        }

        @Override
        public PeerRated fields(BinaryFields f) throws IOException {
            return new PeerRated(f.text(relation), f.text(dimension), f.decimal(score));
        }
    }
}
