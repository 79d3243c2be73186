package dev.crmpulse.metrics.survey;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.NamedTexts;
import dev.crmpulse.engine.event.SurveyPayload.Answered;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer on one of the scales: what M17 and M18 count.
 *
 * @param dimension what was asked about, empty for the whole
 * @param startedAt when it was given, in milliseconds since 1970 UTC
 * @param dimensions what the event says of them: several answers of one instant may be about several products
 */
public record Answer(SurveyContext context, String dimension, int score, long startedAt, NamedTexts dimensions)
        implements BinaryValue<Answer> {
    /** Nothing was answered. */
    static final Answer NONE = new Answer(SurveyContext.NONE, "", 0, 0, NamedTexts.NONE);

    /** Stands beside the score, so that an answer without dimensions takes no byte more. */
    private static final int HAS_DIMENSIONS = 0x80;

    /** The answer that an event reports; none where it reports another thing, or a score that its scale does not have. */
    static Optional<Answer> of(CrmEvent event) {
        if (event.payload() instanceof Answered answered) {
            OptionalInt score = Scale.of(answered.survey().kind())
                    .map(scale -> scale.score(answered.score()))
                    .orElse(OptionalInt.empty());
            if (score.isPresent()) {
                SurveyContext context = SurveyContext.of(event, answered.survey());
                return Optional.of(new Answer(
                        context, answered.dimension(), score.getAsInt(), event.timeMillis(), event.dimensions()));
            }
        }
        return Optional.empty();
    }

    String category() {
        return Scale.of(context.kind()).orElseThrow().category(score);
    }

    @Override
    public Answer fields(BinaryFields f) throws IOException {
        SurveyContext asked = context.fields(f);
        String about = f.text(dimension);
        int scored = f.octet(score | (dimensions.isEmpty() ? 0 : HAS_DIMENSIONS));
        long answeredAt = f.fixedLong(startedAt);
        NamedTexts said = (scored & HAS_DIMENSIONS) == 0 ? NamedTexts.NONE : dimensions.fields(f);
        return new Answer(asked, about, scored & ~HAS_DIMENSIONS, answeredAt, said);
    }
}
