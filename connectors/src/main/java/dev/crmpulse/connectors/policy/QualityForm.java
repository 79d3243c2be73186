package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.QualityPolicy;
import dev.crmpulse.engine.policy.QualityPolicy.Authenticity;
import dev.crmpulse.engine.policy.QualityPolicy.FollowUps;
import dev.crmpulse.engine.policy.QualityPolicy.Share;
import dev.crmpulse.engine.policy.QualityPolicy.Substance;
import dev.crmpulse.engine.policy.Span;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The declaration of what follow-ups are compared with. */
final class QualityForm {
    private static final Field<FollowUps, Integer> PER_WEEK =
            Field.required("per_week", Values.INTEGER, FollowUps::perWeek);
    private static final Field<FollowUps, Integer> MOST_PER_WEEK =
            Field.required("most_per_week", Values.INTEGER, FollowUps::mostPerWeek);
    private static final Field<FollowUps, Span> SILENCE = Field.required("silence", Values.SPAN, FollowUps::silence);
    private static final Field<FollowUps, Span> YIELD_WINDOW =
            Field.required("yield_window", Values.SPAN, FollowUps::yieldWindow);
    private static final Field<FollowUps, BigDecimal> COMPLETENESS =
            Field.required("completeness_percent", Values.PERCENT, FollowUps::completenessPercent);
    private static final Field<FollowUps, List<String>> INEFFECTIVE =
            Field.required("ineffective", Values.TEXTS, FollowUps::ineffective);
    private static final Field<FollowUps, List<String>> INVITATIONS =
            Field.required("invitations", Values.TEXTS, FollowUps::invitations);
    private static final Form<FollowUps> FOLLOW_UPS = new Form<>(
            "'follow_ups'",
            List.of(PER_WEEK, MOST_PER_WEEK, SILENCE, YIELD_WINDOW, COMPLETENESS, INEFFECTIVE, INVITATIONS),
            written -> new FollowUps(
                    PER_WEEK.of(written),
                    MOST_PER_WEEK.of(written),
                    SILENCE.of(written),
                    YIELD_WINDOW.of(written),
                    COMPLETENESS.of(written),
                    INEFFECTIVE.of(written),
                    INVITATIONS.of(written)));

    private static final Field<Substance, Span> REPLY_WITHIN =
            Field.required("reply_within", Values.SPAN, Substance::replyWithin);
    private static final Field<Substance, Integer> SHORTEST_NOTES =
            Field.required("shortest_notes", Values.INTEGER, Substance::shortestNotes);
    private static final Field<Substance, Span> SHORTEST_CALL =
            Field.required("shortest_call", Values.SPAN, Substance::shortestCall);
    private static final Field<Substance, BigDecimal> SATISFACTION =
            Field.required("satisfaction_percent", Values.PERCENT, Substance::satisfactionPercent);
    private static final Field<Substance, Integer> ANSWERS =
            Field.required("answers", Values.INTEGER, Substance::answers);
    private static final Form<Substance> SUBSTANCE = new Form<>(
            "'perfunctory'",
            List.of(REPLY_WITHIN, SHORTEST_NOTES, SHORTEST_CALL, SATISFACTION, ANSWERS),
            written -> new Substance(
                    REPLY_WITHIN.of(written),
                    SHORTEST_NOTES.of(written),
                    SHORTEST_CALL.of(written),
                    SATISFACTION.of(written),
                    ANSWERS.of(written)));

    private static final Field<Share, BigDecimal> PERCENT = Field.required("percent", Values.PERCENT, Share::percent);
    private static final Field<Share, Integer> AT_LEAST = Field.required("at_least", Values.INTEGER, Share::atLeast);
    private static final Value<Share> SHARE = Values.record(new Form<>(
            "a share", List.of(PERCENT, AT_LEAST), written -> new Share(PERCENT.of(written), AT_LEAST.of(written))));

    private static final Field<Authenticity, Span> CONTACT_BEFORE_STAGE =
            Field.required("contact_before_stage", Values.SPAN, Authenticity::contactBeforeStage);
    private static final Field<Authenticity, Integer> IDENTICAL_NOTES =
            Field.required("identical_notes", Values.INTEGER, Authenticity::identicalNotes);
    private static final Field<Authenticity, Span> BACK_DATED =
            Field.required("back_dated", Values.SPAN, Authenticity::backDated);
    private static final Field<Authenticity, Span> CONTRADICTION =
            Field.required("contradiction", Values.SPAN, Authenticity::contradiction);
    private static final Field<Authenticity, Share> BURST = Field.required("burst", SHARE, Authenticity::burst);
    private static final Field<Authenticity, Share> INTENT = Field.required("intent_lost", SHARE, Authenticity::intent);
    private static final Form<Authenticity> AUTHENTICITY = new Form<>(
            "'authenticity'",
            List.of(CONTACT_BEFORE_STAGE, IDENTICAL_NOTES, BACK_DATED, CONTRADICTION, BURST, INTENT),
            written -> new Authenticity(
                    CONTACT_BEFORE_STAGE.of(written),
                    IDENTICAL_NOTES.of(written),
                    BACK_DATED.of(written),
                    CONTRADICTION.of(written),
                    BURST.of(written),
                    INTENT.of(written)));

    private static final Field<QualityPolicy, FollowUps> OF_FOLLOW_UPS =
            Field.required("follow_ups", Values.record(FOLLOW_UPS), QualityPolicy::followUps);
    private static final Field<QualityPolicy, Substance> PERFUNCTORY =
            Field.required("perfunctory", Values.record(SUBSTANCE), QualityPolicy::substance);
    private static final Field<QualityPolicy, Authenticity> DOUBTED =
            Field.required("authenticity", Values.record(AUTHENTICITY), QualityPolicy::authenticity);
    private static final Field<QualityPolicy, Map<String, List<String>>> TOPICS = Field.optional(
            "topics", new Value<>(QualityForm::topics, QualityForm::topics), QualityPolicy::topics, Map.of());

    static final PolicyForm<QualityPolicy> FORM = PolicyForm.of(
            PolicyKind.QUALITY,
            QualityPolicy.class,
            List.of(OF_FOLLOW_UPS, PERFUNCTORY, DOUBTED, TOPICS),
            written -> new QualityPolicy(
                    PolicyForm.head(written),
                    OF_FOLLOW_UPS.of(written),
                    PERFUNCTORY.of(written),
                    DOUBTED.of(written),
                    TOPICS.of(written)));

    private QualityForm() {}

    private static Map<String, List<String>> topics(YamlFields written, String name) {
        Map<String, List<String>> topics = new LinkedHashMap<>();
        YamlFields.anyOf(written.required(name), "'" + name + "'")
                .all()
                .forEach((topic, words) -> topics.put(
                        topic,
                        Values.oneOrMore(words, "topic '" + topic + "'").stream()
                                .map(Scalar::text)
                                .toList()));
        return topics;
    }

    private static ObjectNode topics(Map<String, List<String>> topics) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        topics.forEach((topic, words) -> json.set(
                topic, Values.oneOrMore(words.stream().map(TextNode::valueOf).toList())));
        return json;
    }
}
