package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.ShippedRules;
import dev.crmpulse.engine.policy.TenantPolicy;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/** The declaration of a tenant's profile. */
final class TenantForm {
    private static final Pattern CURRENCY_PATTERN = Pattern.compile("[A-Z]{3}");

    private static final Field<TenantPolicy, ZoneId> ZONE = Field.required("zone", Values.ZONE, TenantPolicy::zone);
    private static final Field<TenantPolicy, String> CALENDAR =
            Field.optional("calendar", Values.TEXT, TenantPolicy::calendarId, "");
    private static final Field<TenantPolicy, String> CURRENCY = Field.optional(
            "currency",
            Values.where(
                    Values.TEXT,
                    currency -> CURRENCY_PATTERN.matcher(currency).matches(),
                    currency -> "'" + currency + "' is no currency; write three capitals such as CNY"),
            TenantPolicy::currency,
            "");
    private static final Field<TenantPolicy, Integer> MINIMUM_N =
            Field.defaulted("minimum_n", Values.INTEGER, TenantPolicy::minimumN);
    private static final Field<TenantPolicy, ShippedRules> SHIPPED = Field.optional(
            PolicyForm.SHIPPED,
            new Value<>((written, name) -> ShippedPolicies.rules(written), TenantForm::shipped),
            TenantPolicy::shipped,
            ShippedRules.ALL);
    private static final Field<TenantPolicy, Twins> TWINS = Field.optional(
            "twins", Values.oneOf("rule for twins", Twins.values(), Twins::written), TenantPolicy::twins, Twins.NONE);
    private static final Field<TenantPolicy, List<String>> DIMENSIONS =
            Field.optional("dimensions", Values.TEXTS, TenantPolicy::dimensions, List.of());

    static final PolicyForm<TenantPolicy> FORM = PolicyForm.of(
            PolicyKind.TENANT,
            TenantPolicy.class,
            List.of(ZONE, CALENDAR, CURRENCY, MINIMUM_N, SHIPPED, TWINS, DIMENSIONS),
            written -> new TenantPolicy(
                    PolicyForm.head(written),
                    ZONE.of(written),
                    CALENDAR.of(written),
                    CURRENCY.of(written),
                    MINIMUM_N.of(written, 1),
                    SHIPPED.of(written),
                    TWINS.of(written),
                    DIMENSIONS.of(written)));

    private TenantForm() {}

    private static JsonNode shipped(ShippedRules rules) {
        if (rules.none()) {
            return TextNode.valueOf("none");
        }
        ObjectNode but = JsonNodeFactory.instance.objectNode();
        but.set("without", Values.array(rules.without().stream().sorted().toList(), TextNode::valueOf));
        return but;
    }
}
