package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.engine.event.Rfc3339;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.PolicyKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The declaration of a kind of policy: what every policy says of itself, then fields of its own. A new kind is a record, a
 * form beside these and a line in {@link #of(PolicyKind)}.
 */
record PolicyForm<P extends Policy>(Class<P> type, Form<P> form) {
    private static final Pattern ID_PATTERN = Pattern.compile("[a-z0-9][a-z0-9_-]*");

    /** Marks what comes with crm-pulse; nobody writes it by hand. */
    static final String ORIGIN = "origin";

    static final String SHIPPED = "shipped";

    static final Field<Policy, PolicyKind> KIND = Field.required(
            "kind", Values.oneOf("kind of policy", PolicyKind.values(), PolicyKind::written), Policy::kind);

    private static final Field<Policy, String> TENANT = Field.defaulted(
            "tenant",
            Values.where(Values.TEXT, text -> text.indexOf('/') < 0, text -> "'tenant' may not hold a slash"),
            Policy::tenant);

    private static final Field<Policy, String> ID = Field.required(
            "id",
            Values.where(
                    Values.TEXT,
                    id -> ID_PATTERN.matcher(id).matches(),
                    id -> "'" + id + "' is no id; write small letters, digits, - and _, such as first-response"),
            Policy::id);

    private static final Field<Policy, Integer> VERSION = Field.required(
            "version",
            Values.where(Values.INTEGER, version -> version >= 1, version -> "'version' is 1 or more, not " + version),
            Policy::version);

    private static final Field<Policy, Long> EFFECTIVE_FROM = Field.required(
            "effective_from",
            new Value<>(
                    PolicyForm::moment,
                    millis -> TextNode.valueOf(Instant.ofEpochMilli(millis).toString())),
            Policy::effectiveFromMillis);

    private static final Field<Policy, String> ORIGIN_MARK =
            Field.optional(ORIGIN, Values.TEXT, policy -> policy.head().shipped() ? SHIPPED : "", "");

    private static final List<Field<Policy, ?>> HEAD = List.of(KIND, TENANT, ID, VERSION, EFFECTIVE_FROM, ORIGIN_MARK);

    /**
     * A kind of policy.
     *
     * @param own the fields that it has beside those of every policy
     * @param building of the record; {@link #head} makes its head
     */
    static <P extends Policy> PolicyForm<P> of(
            PolicyKind kind, Class<P> type, List<Field<? super P, ?>> own, Function<YamlFields, P> building) {
        List<Field<? super P, ?>> fields = new ArrayList<>(HEAD);
        fields.addAll(own);
        return new PolicyForm<>(type, new Form<>("a policy of kind " + kind.written(), fields, building));
    }

    /** The form of every kind. */
    private static PolicyForm<?> of(PolicyKind kind) {
        return switch (kind) {
            case CALENDAR -> CalendarForm.FORM;
            case TENANT -> TenantForm.FORM;
            case SLA -> SlaForm.FORM;
            case FUNNEL -> FunnelForm.FORM;
            case TIER -> TierForm.FORM;
            case BENCHMARK -> BenchmarkForm.FORM;
            case BREAKER -> BreakerForm.FORM;
            case QUALITY -> QualityForm.FORM;
            case SCORECARD -> ScorecardForm.FORM;
        };
    }

    /** Reads one policy, of whatever kind. */
    static Policy read(YamlNode node) {
        return of(KIND.of(YamlFields.anyOf(node, "a policy"))).form().read(node);
    }

    /** Writes one policy in the words in which it is read. */
    static ObjectNode write(Policy policy) {
        return of(policy.kind()).writeWhole(policy);
    }

    private ObjectNode writeWhole(Policy policy) {
        return form.write(type.cast(policy));
    }

    /** What the policy says of itself. */
    static PolicyHead head(YamlFields written) {
        return new PolicyHead(
                TENANT.of(written, Policy.EVERY_TENANT),
                ID.of(written),
                VERSION.of(written),
                EFFECTIVE_FROM.of(written),
                ORIGIN_MARK.of(written).equals(SHIPPED));
    }

    /** Where nobody said whose day it is, it begins at midnight UTC. */
    private static long moment(YamlFields written, String name) {
        String text = written.requiredText(name);
        try {
            return text.length() == "1970-01-01".length()
                    ? LocalDate.parse(text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : Rfc3339.millis(text);
        } catch (DateTimeException noDate) {
            throw written.required(name)
                    .place()
                    .error("'" + text + "' is no date; write such as 2026-01-01 or 2026-01-01T08:00:00Z");
        }
    }
}
