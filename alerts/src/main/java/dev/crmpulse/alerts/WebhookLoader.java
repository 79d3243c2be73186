package dev.crmpulse.alerts;

import dev.crmpulse.alerts.Webhook.Pace;
import dev.crmpulse.alerts.Webhook.Selection;
import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.engine.policy.Span;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads who receives a tenant's alerts: the parts {@code webhooks} and {@code quiet_hours} of its settings. */
public final class WebhookLoader {
    /** The parts that are read here. */
    public static final List<String> KNOWN = List.of("webhooks", "quiet_hours");

    private static final List<String> OF_WEBHOOK =
            List.of("name", "template", "service", "url", "secret", "levels", "slas", "per_minute", "timeout", "retry");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration LONGEST_RETRY = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final List<String> SERVICES =
            Arrays.stream(Service.values()).map(Service::written).toList();

    private WebhookLoader() {}

    /**
     * Reads the settings of a tenant.
     *
     * @param written with references filled in; {@link #KNOWN} parts are read, others are somebody else's
     * @throws YamlException naming file and line of the first thing that is wrong
     */
    public static TenantWebhooks load(String tenant, ZoneId zone, YamlFields written) {
        QuietHours quiet = written.has("quiet_hours")
                ? QuietHoursLoader.load(written.required("quiet_hours"), zone)
                : QuietHours.none(zone);
        List<Webhook> webhooks = new ArrayList<>();
        if (written.has("webhooks")) {
            Map<String, Place> names = new HashMap<>();
            for (YamlNode node : items(written.required("webhooks"))) {
                Webhook webhook = webhook(node);
                Place before = names.put(webhook.name(), node.place());
                if (before != null) {
                    throw node.place()
                            .error("webhook '" + webhook.name() + "' is given in line " + before.line() + " already");
                }
                webhooks.add(webhook);
            }
        }
        return new TenantWebhooks(tenant, zone, quiet, webhooks);
    }

    /** What is no list is not shown: it may be an address. */
    private static List<YamlNode> items(YamlNode node) {
        if (node instanceof Scalar) {
            throw node.place().error("'webhooks' must be a list, each with 'name', 'template' and 'url'");
        }
        return YamlFields.items(node, "'webhooks'");
    }

    private static Webhook webhook(YamlNode node) {
        if (node instanceof Scalar) {
            throw node.place().error("a webhook must be written as 'name: value' lines");
        }
        YamlFields written = YamlFields.of(node, "a webhook", OF_WEBHOOK);
        String name = written.requiredText("name");
        if (!NAME.matcher(name).matches()) {
            throw written.required("name")
                    .place()
                    .error("'" + name + "' is no name of a webhook; write up to 40 small letters, digits and '-'");
        }
        Service service = service(written);
        Optional<String> secret =
                written.has("secret") ? Optional.of(written.requiredText("secret")) : Optional.empty();
        if (service == Service.WECOM && secret.isPresent()) {
            throw written.required("secret")
                    .place()
                    .error("a webhook of wecom has no secret, its address carries the key");
        }
        return new Webhook(
                name,
                service,
                url(written),
                secret,
                template(written, service),
                new Selection(texts(written, "levels"), texts(written, "slas")),
                new Pace(
                        perMinute(written),
                        duration(written, "timeout", Pace.DEFAULT.timeout(), LONGEST_TIMEOUT),
                        duration(written, "retry", Pace.DEFAULT.retryTimeout(), LONGEST_RETRY)));
    }

    /** A template that comes with crm-pulse fixes the service; a file of one's own may be for any. */
    private static Service service(YamlFields written) {
        String template = written.requiredText("template");
        if (!isFile(template)) {
            if (written.has("service")) {
                throw written.required("service")
                        .place()
                        .error("'service' is for templates of your own; '" + template + "' names it already");
            }
            return service(written.required("template").place(), "template", template);
        }
        return written.has("service")
                ? service(written.required("service").place(), "service", written.requiredText("service"))
                : Service.GENERIC;
    }

    private static Service service(Place place, String what, String text) {
        return Arrays.stream(Service.values())
                .filter(known -> known.written().equals(text))
                .findFirst()
                .orElseThrow(() -> {
                    String hint = Nearest.hint(text, SERVICES);
                    return place.error("unknown " + what + " '" + text + "'"
                            + (hint.isEmpty() ? "; known are " + String.join(", ", SERVICES) : hint)
                            + (what.equals("template") ? ", or a file that ends with .mustache" : ""));
                });
    }

    private static boolean isFile(String template) {
        return template.endsWith(".mustache");
    }

    private static MessageTemplate template(YamlFields written, Service service) {
        String template = written.requiredText("template");
        if (!isFile(template)) {
            return MessageTemplate.shippedFor(service);
        }
        Place place = written.required("template").place();
        Path file = Path.of(place.file()).resolveSibling(template);
        try {
            return MessageTemplate.read(file, service);
        } catch (IOException failed) {
            throw place.error("the template " + file + " cannot be read; check its path");
        } catch (IllegalArgumentException unfit) {
            throw place.error("the template " + file + " cannot be used: " + unfit.getMessage());
        }
    }

    private static URI url(YamlFields written) {
        String text = written.requiredText("url");
        Place place = written.required("url").place();
        try {
            URI url = new URI(text);
            if (SCHEMES.contains(url.getScheme()) && url.getHost() != null && url.getRawFragment() == null) {
                return url;
            }
            throw place.error("'url' is no address that begins with http:// or https://");
        } catch (URISyntaxException invalid) {
            throw place.error("'url' cannot be read from character " + (invalid.getIndex() + 1) + " on");
        }
    }

    private static Set<String> texts(YamlFields written, String name) {
        if (!written.has(name)) {
            return Set.of();
        }
        YamlNode node = written.required(name);
        Set<String> texts = new HashSet<>();
        for (YamlNode item : node instanceof Items ? written.requiredItems(name) : List.of(node)) {
            texts.add(YamlFields.scalar(item, "an item of '" + name + "'").text());
        }
        return texts;
    }

    private static int perMinute(YamlFields written) {
        String text = written.text("per_minute", Integer.toString(Pace.DEFAULT.perMinute()));
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw written.required("per_minute")
                    .place()
                    .error("'per_minute' is a whole number from 1 to 9999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static Duration duration(YamlFields written, String name, Duration otherwise, Duration longest) {
        if (!written.has(name)) {
            return otherwise;
        }
        Place place = written.required(name).place();
        try {
            Duration duration =
                    Duration.ofMillis(Span.parse(written.requiredText(name)).millis());
            if (duration.compareTo(longest) > 0) {
                throw place.error("'" + name + "' is longer than " + longest.toMinutes() + " min");
            }
            return duration;
        } catch (IllegalArgumentException none) {
            throw place.error("'" + name + "' is a length of time such as 10 s: " + none.getMessage());
        }
    }
}
