package dev.crmpulse.alerts;

import java.time.ZoneId;
import java.util.List;

/**
 * Who receives a tenant's alerts.
 *
 * @param zone in which people read times
 */
public record TenantWebhooks(String tenant, ZoneId zone, QuietHours quietHours, List<Webhook> webhooks) {
    public TenantWebhooks {
        webhooks = List.copyOf(webhooks);
    }
}
