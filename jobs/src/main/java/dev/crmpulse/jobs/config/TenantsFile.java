package dev.crmpulse.jobs.config;

import dev.crmpulse.alerts.TenantWebhooks;
import dev.crmpulse.alerts.WebhookLoader;
import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.connectors.yaml.Substitution;
import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.TenantPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tenants a job works for. Events of others are dead letters; where no file is named, any tenant is taken in.
 *
 * @param profiles what holds for each tenant as a whole, by its name: put in force since 1970 where the tenant has no
 *     such policy yet; changed later by {@code crm-pulse policy apply}
 * @param webhooks who receives alerts, of the tenants that name somebody
 */
public record TenantsFile(Map<String, TenantPolicy> profiles, List<TenantWebhooks> webhooks) {
    private static final String DIMENSIONS = "dimensions";
    private static final List<String> KNOWN = Stream.concat(
                    Stream.of("zone", "calendar", "currency", "minimum_n", "shipped", "twins", DIMENSIONS),
                    WebhookLoader.KNOWN.stream())
            .toList();

    /** No file: any tenant is taken in. */
    public static final TenantsFile ANY = new TenantsFile(Map.of(), List.of());

    public TenantsFile {
        profiles = Map.copyOf(profiles);
        webhooks = List.copyOf(webhooks);
    }

    public Set<String> names() {
        return profiles.keySet();
    }

    /**
     * Reads a file.
     *
     * @throws YamlException saying the file, the line and what is wrong there
     */
    public static TenantsFile read(Path file, Substitution substitution) {
        YamlFields written = YamlFields.of(
                substitution.fill(YamlNode.read(file, "list of tenants")), "the file of tenants", List.of("tenants"));
        Map<String, TenantPolicy> profiles = new LinkedHashMap<>();
        List<TenantWebhooks> webhooks = new ArrayList<>();
        YamlFields.anyOf(written.required("tenants"), "'tenants'").all().forEach((name, node) -> {
            if (name.indexOf('/') >= 0) {
                throw node.place().error("a tenant's name holds no slash");
            }
            YamlFields tenant = YamlFields.of(node, "tenant '" + name + "'", KNOWN);
            TenantPolicy profile = profile(name, tenant);
            ShippedPolicies.requireKnown(profile.shipped(), node);
            profiles.put(name, profile);
            TenantWebhooks receivers = WebhookLoader.load(name, profile.zone(), tenant);
            if (!receivers.webhooks().isEmpty()) {
                webhooks.add(receivers);
            }
        });
        if (profiles.isEmpty()) {
            throw written.required("tenants").place().error("'tenants' names none; leave the file out to take in any");
        }
        return new TenantsFile(profiles, webhooks);
    }

    private static TenantPolicy profile(String tenant, YamlFields written) {
        try {
            return new TenantPolicy(
                    new PolicyHead(tenant, TenantPolicy.ID, 1, 0),
                    written.requiredZone("zone"),
                    written.text("calendar", ""),
                    written.text("currency", ""),
                    ConfigFile.whole(written, "minimum_n", 1),
                    ShippedPolicies.rules(written),
                    twins(tenant, written),
                    dimensions(written));
        } catch (IllegalArgumentException contradiction) {
            throw written.place().error(contradiction.getMessage());
        }
    }

    private static List<String> dimensions(YamlFields written) {
        return written.all().containsKey(DIMENSIONS)
                ? YamlFields.items(written.required(DIMENSIONS), "'" + DIMENSIONS + "'").stream()
                        .map(item -> YamlFields.scalar(item, "an item of '" + DIMENSIONS + "'")
                                .text())
                        .toList()
                : List.of();
    }

    private static Twins twins(String tenant, YamlFields written) {
        String text = written.text("twins", Twins.NONE.written());
        return Twins.ofWritten(text).orElseThrow(() -> written.required("twins")
                .place()
                .error("'twins' of tenant '" + tenant + "' is " + Twins.BY_CONTENT.written() + " or "
                        + Twins.NONE.written() + ", not '" + text + "'"));
    }
}
