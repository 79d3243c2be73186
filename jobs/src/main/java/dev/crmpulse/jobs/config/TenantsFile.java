package dev.crmpulse.jobs.config;

import dev.crmpulse.connectors.yaml.Substitution;
import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.metrics.policy.PolicyHead;
import dev.crmpulse.metrics.policy.TenantPolicy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tenants a job works for. Events of others are dead letters; where no file is named, any tenant is taken in.
 *
 * @param profiles what holds for each tenant as a whole, by its name: put in force since 1970 where the tenant has no
 *     such policy yet; changed later by {@code crm-pulse policy apply}
 */
public record TenantsFile(Map<String, TenantPolicy> profiles) {
    /** No file: any tenant is taken in. */
    public static final TenantsFile ANY = new TenantsFile(Map.of());

    public TenantsFile {
        profiles = Map.copyOf(profiles);
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
        YamlFields.anyOf(written.required("tenants"), "'tenants'").all().forEach((name, node) -> {
            if (name.indexOf('/') >= 0) {
                throw node.place().error("a tenant's name holds no slash");
            }
            profiles.put(name, profile(name, node));
        });
        if (profiles.isEmpty()) {
            throw written.required("tenants").place().error("'tenants' names none; leave the file out to take in any");
        }
        return new TenantsFile(profiles);
    }

    private static TenantPolicy profile(String tenant, YamlNode node) {
        YamlFields written =
                YamlFields.of(node, "tenant '" + tenant + "'", List.of("zone", "calendar", "currency", "minimum_n"));
        try {
            return new TenantPolicy(
                    new PolicyHead(tenant, TenantPolicy.ID, 1, 0),
                    written.requiredZone("zone"),
                    written.text("calendar", ""),
                    written.text("currency", ""),
                    ConfigFile.whole(written, "minimum_n", 1));
        } catch (IllegalArgumentException contradiction) {
            throw written.place().error(contradiction.getMessage());
        }
    }
}
