package dev.crmpulse.metrics.survey;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.SurveyPayload.Answered;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer on one of the scales: what M17 and M18 count.
 *
 * @param dimension what was asked about, empty for the whole
 * @param startedAt when it was given, in milliseconds since 1970 UTC
 */
public record Answer(SurveyContext context, String dimension, int score, long startedAt)
        implements BinaryValue<Answer> {
    /** Nothing was answered. */
    static final Answer NONE = new Answer(SurveyContext.NONE, "", 0, 0);

    /** The answer that an event reports; none where it reports another thing, or a score that its scale does not have. */
    static Optional<Answer> of(CrmEvent event) {
        if (event.payload() instanceof Answered answered) {
            OptionalInt score = Scale.of(answered.survey().kind())
                    .map(scale -> scale.score(answered.score()))
                    .orElse(OptionalInt.empty());
            if (score.isPresent()) {
                SurveyContext context = SurveyContext.of(event, answered.survey());
                return Optional.of(new Answer(context, answered.dimension(), score.getAsInt(), event.timeMillis()));
            }
        }
        return Optional.empty();
    }

    String category() {
        return Scale.of(context.kind()).orElseThrow().category(score);
    }

    @Override
    public Answer fields(BinaryFields f) throws IOException {
        return new Answer(context.fields(f), f.text(dimension), f.octet(score), f.fixedLong(startedAt));
    }
}
