package dev.crmpulse.metrics.catalogue;

import dev.crmpulse.metrics.pipeline.Deal;
import dev.crmpulse.metrics.pipeline.StageVisit;
import dev.crmpulse.metrics.response.CustomerReply;
import dev.crmpulse.metrics.response.FirstResponse;
import dev.crmpulse.metrics.response.NextResponse;
import dev.crmpulse.metrics.response.OwnerSpan;
import dev.crmpulse.metrics.rollup.Rollup;
import dev.crmpulse.metrics.sla.SlaClock;
import dev.crmpulse.metrics.survey.SurveyAnswer;
import dev.crmpulse.metrics.survey.SurveyRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All families of windows. A new one is one more line here. */
public final class Rollups {
    public static final List<Rollup> ALL = List.of(
            Rollup.of(FirstResponse.TYPE).counting("bucket"),
            Rollup.of(NextResponse.TYPE),
            Rollup.of(CustomerReply.TYPE),
            Rollup.of(OwnerSpan.TYPE).counting("end_reason"),
            Rollup.of(SlaClock.TYPE).by("policy_id").counting("state"),
            Rollup.of(StageVisit.TYPE).by("stage").counting("next_stage"),
            Rollup.of(Deal.TYPE).counting("outcome"),
            Rollup.of(SurveyAnswer.TYPE).by("kind").counting("category"),
            Rollup.of(SurveyRequest.TYPE).by("kind"));

    /** By the name of the facts they sum. */
    public static final Map<String, Rollup> BY_FACT = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(rollup -> rollup.facts().name(), Function.identity()));

    private Rollups() {}
}
