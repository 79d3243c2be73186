package dev.crmpulse.connectors.webhook;

import java.time.ZoneId;
import java.util.List;

/**
 * Whom a tenant's alerts are told.
 *
 * @param zone in which people read times
 */
public record TenantWebhooks(String tenant, ZoneId zone, QuietHours quietHours, List<Webhook> webhooks) {
    public TenantWebhooks {
        webhooks = List.copyOf(webhooks);
    }
}
