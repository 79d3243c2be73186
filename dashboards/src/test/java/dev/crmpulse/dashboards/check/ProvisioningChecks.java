package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All checks of what Grafana is set up by: its form, that names name something, and that no secret is written down. */
final class ProvisioningChecks {
    private static final Pattern SECRET =
            Pattern.compile("(https?://|password|token|secret).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$[A-Z_]+");
    private static final String SOURCE = "crm-pulse";

    private final GrafanaSchema schema;
    private final List<BoardFile> boards;

    ProvisioningChecks(Path schemas, List<BoardFile> boards) throws IOException {
        this.schema = GrafanaSchema.read(schemas.resolve("provisioning.schema.json"));
        this.boards = boards;
    }

    /** What is wrong with all files there are, since they name each other. */
    List<Problem> problems(Map<String, JsonNode> files) {
        List<Problem> problems = new ArrayList<>();
        Set<String> contactPoints = names(files, "contactPoints");
        Set<String> muteTimings = names(files, "muteTimes");
        files.forEach((name, file) -> {
            String kind = kind(file);
            if (schema.names().contains(kind)) {
                problems.addAll(schema.problems(kind, file, name, kind));
            } else {
                problems.add(new Problem(
                        name,
                        "file",
                        "none of " + String.join(", ", new TreeSet<>(schema.names())),
                        "name one of them"));
            }
            file.path("groups").forEach(group -> group.path("rules")
                    .forEach(rule -> problems.addAll(AlertRules.problems(name, rule, boards))));
            file.path("policies").forEach(policy -> checkPolicy(name, policy, contactPoints, muteTimings, problems));
            file.path("datasources").forEach(source -> checkSource(name, source, problems));
            file.path("contactPoints")
                    .forEach(point -> checkSecrets(name, "contact point " + point.path("name"), point, problems));
        });
        checkUids(files, problems);
        return problems;
    }

    /** The field beside its version. */
    private static String kind(JsonNode file) {
        for (Map.Entry<String, JsonNode> field : file.properties()) {
            if (!field.getKey().equals("apiVersion")) {
                return field.getKey();
            }
        }
        return "";
    }

    private static Set<String> names(Map<String, JsonNode> files, String kind) {
        Set<String> names = new TreeSet<>();
        files.values().forEach(file -> file.path(kind)
                .forEach(one -> names.add(one.path("name").asText())));
        return names;
    }

    private static void checkPolicy(
            String file, JsonNode policy, Set<String> contactPoints, Set<String> muteTimings, List<Problem> problems) {
        String receiver = policy.path("receiver").asText();
        Pattern named = Pattern.compile(ENVIRONMENT.matcher(receiver).replaceAll(".*"));
        if (contactPoints.stream().noneMatch(point -> named.matcher(point).matches())) {
            problems.add(new Problem(
                    file,
                    "policy",
                    "receiver '" + receiver + "' is no contact point",
                    Nearest.remedy(receiver, contactPoints)));
        }
        for (JsonNode timing : policy.path("mute_time_intervals")) {
            if (!muteTimings.contains(timing.asText())) {
                problems.add(new Problem(
                        file,
                        "policy",
                        "unknown mute timing '" + timing.asText() + "'",
                        Nearest.remedy(timing.asText(), muteTimings)));
            }
        }
        policy.path("routes").forEach(route -> checkPolicy(file, route, contactPoints, muteTimings, problems));
    }

    private static void checkSource(String file, JsonNode source, List<Problem> problems) {
        if (!source.path("uid").asText().equals(SOURCE)) {
            problems.add(new Problem(
                    file, "data source", "uid " + source.path("uid"), "it must be '" + SOURCE + "', which alerts ask"));
        }
    }

    /** Addresses of webhooks are secrets: whoever knows one can send. */
    private static void checkSecrets(String file, String where, JsonNode node, List<Problem> problems) {
        if (node.isTextual() && SECRET.matcher(node.asText()).matches()) {
            problems.add(new Problem(
                    file, where, "an address or secret is written down", "name a variable of the environment instead"));
        }
        node.forEach(inner -> checkSecrets(file, where, inner, problems));
    }

    private static void checkUids(Map<String, JsonNode> files, List<Problem> problems) {
        Set<String> uids = new TreeSet<>();
        files.forEach((name, file) -> file.path("groups")
                .forEach(group -> group.path("rules").forEach(rule -> {
                    if (!uids.add(rule.path("uid").asText())) {
                        problems.add(new Problem(
                                name, AlertRules.place(rule), "another rule has this uid", "give it one of its own"));
                    }
                })));
    }
}
