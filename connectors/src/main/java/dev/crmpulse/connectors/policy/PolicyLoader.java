package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Fields;
import dev.crmpulse.connectors.yaml.YamlNode.Kind;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.metrics.event.Rfc3339;
import dev.crmpulse.metrics.event.Twins;
import dev.crmpulse.metrics.policy.BenchmarkPolicy;
import dev.crmpulse.metrics.policy.Policy;
import dev.crmpulse.metrics.policy.PolicyHead;
import dev.crmpulse.metrics.policy.PolicyKind;
import dev.crmpulse.metrics.policy.TenantPolicy;
import dev.crmpulse.metrics.response.ResponseBucket;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one policy, of whatever kind. */
final class PolicyLoader {
    private static final List<String> HEAD = List.of("kind", "tenant", "id", "version", "effective_from", "origin");
    private static final List<String> BUCKETS =
            Arrays.stream(ResponseBucket.values()).map(ResponseBucket::label).toList();
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]*");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Marks what comes with crm-pulse; nobody writes it by hand. */
    static final String ORIGIN = "origin";

    static final String SHIPPED = "shipped";

    private PolicyLoader() {}

    /** The node of a policy that comes with crm-pulse. */
    static YamlNode shipped(YamlNode node) {
        return node instanceof Fields fields
                ? TenantDates.with(fields, ORIGIN, new Scalar(node.place(), SHIPPED, Kind.TEXT))
                : node;
    }

    static void refuseMark(YamlNode node) {
        if (node instanceof Fields fields && fields.names().containsKey(ORIGIN)) {
            throw fields.names().get(ORIGIN).error("'" + ORIGIN + "' marks what comes with crm-pulse: leave it out");
        }
    }

    static Policy load(YamlNode node) {
        PolicyKind kind = kind(YamlFields.anyOf(node, "a policy"));
        return switch (kind) {
            case CALENDAR -> CalendarLoader.load(fields(node, kind, CalendarLoader.KNOWN));
            case TENANT ->
                tenant(fields(node, kind, List.of("zone", "calendar", "currency", "minimum_n", SHIPPED, "twins")));
            case SLA -> SlaLoader.load(fields(node, kind, SlaLoader.KNOWN));
            case FUNNEL -> FunnelLoader.load(fields(node, kind, FunnelLoader.KNOWN));
            case TIER -> TierLoader.load(fields(node, kind, TierLoader.KNOWN));
            case BENCHMARK -> benchmark(fields(node, kind, List.of("lines")));
        };
    }

    /** What the policy says of itself. */
    static PolicyHead head(YamlFields written) {
        String tenant = written.text("tenant", Policy.EVERY_TENANT);
        if (tenant.indexOf('/') >= 0) {
            throw written.required("tenant").place().error("'tenant' may not hold a slash");
        }
        String id = written.requiredText("id");
        if (!ID.matcher(id).matches()) {
            throw written.required("id")
                    .place()
                    .error("'" + id + "' is no id; write small letters, digits, - and _, such as first-response");
        }
        int version = Values.integer(written, "version");
        if (version < 1) {
            throw written.required("version").place().error("'version' is 1 or more, not " + version);
        }
        return new PolicyHead(
                tenant,
                id,
                version,
                effectiveFromMillis(written),
                written.text(ORIGIN, "").equals(SHIPPED));
    }

    private static PolicyKind kind(YamlFields written) {
        return Values.oneOf(written, "kind", "kind of policy", PolicyKind.values(), PolicyKind::written);
    }

    private static YamlFields fields(YamlNode node, PolicyKind kind, List<String> own) {
        return YamlFields.of(
                node,
                "a policy of kind " + kind.written(),
                Stream.concat(HEAD.stream(), own.stream()).toList());
    }

    /** Where nobody said whose day it is, it begins at midnight UTC. */
    private static long effectiveFromMillis(YamlFields written) {
        String text = written.requiredText("effective_from");
        try {
            return text.length() == "1970-01-01".length()
                    ? LocalDate.parse(text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : Rfc3339.millis(text);
        } catch (DateTimeException noDate) {
            throw written.required("effective_from")
                    .place()
                    .error("'" + text + "' is no date; write such as 2026-01-01 or 2026-01-01T08:00:00Z");
        }
    }

    private static TenantPolicy tenant(YamlFields written) {
        String currency = written.text("currency", "");
        if (!currency.isEmpty() && !CURRENCY.matcher(currency).matches()) {
            throw written.required("currency")
                    .place()
                    .error("'" + currency + "' is no currency; write three capitals such as CNY");
        }
        return Values.built(
                written,
                () -> new TenantPolicy(
                        head(written),
                        written.requiredZone("zone"),
                        written.text("calendar", ""),
                        currency,
                        written.has("minimum_n") ? Values.integer(written, "minimum_n") : 1,
                        ShippedPolicies.rules(written),
                        written.has("twins")
                                ? Values.oneOf(written, "twins", "rule for twins", Twins.values(), Twins::written)
                                : Twins.NONE));
    }

    private static BenchmarkPolicy benchmark(YamlFields written) {
        Map<String, Map<String, BigDecimal>> lines = new LinkedHashMap<>();
        YamlFields.anyOf(written.required("lines"), "'lines'").all().forEach((name, line) -> {
            Map<String, BigDecimal> percents = new LinkedHashMap<>();
            YamlFields buckets = YamlFields.of(line, "line '" + name + "'", BUCKETS);
            buckets.all().keySet().forEach(bucket -> percents.put(bucket, percent(buckets, bucket)));
            lines.put(name, percents);
        });
        return new BenchmarkPolicy(head(written), lines);
    }

    /** A percentage from 0 to 100. */
    static BigDecimal percent(YamlFields written, String name) {
        BigDecimal percent = Values.decimal(written, name);
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            throw written.required(name)
                    .place()
                    .error("'" + name + "' is a percentage from 0 to 100, not " + percent.toPlainString());
        }
        return percent;
    }
}
