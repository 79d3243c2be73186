package dev.crmpulse.simulator.crm;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Where a lead comes from and what it says of itself; empty values are left out.
 *
 * @param channel as the contract names it
 * @param chat name of the tenant's channel for chats
 * @param cost what the campaign paid for the lead, in the tenant's currency
 */
record LeadOrigin(
        String channel, String chat, String campaign, String cost, String intent, String size, String industry) {
    private static final String CHAT = "chat";
    private static final Weighted<String> CHANNELS =
            Weighted.of(List.of("web", CHAT, "phone", "referral", "exhibition"), 40, 22, 18, 12, 8);
    private static final Weighted<String> INTENTS = Weighted.of(List.of("high", "medium", "low"), 20, 45, 35);
    private static final Weighted<String> SIZES = Weighted.of(List.of("small", "medium", "large"), 50, 35, 15);
    private static final List<String> INDUSTRIES =
            List.of("machinery", "chemicals", "retail", "logistics", "software", "health");

    static LeadOrigin draw(Tenant tenant, int leadNumber, long now, SeededRandom random) {
        String drawn = CHANNELS.draw(random);
        String chat = tenant.profile().chatChannel();
        LocalDateTime local = tenant.hours().local(now);
        String quarter = local.getYear() + "q" + (local.getMonthValue() + 2) / 3;
        return new LeadOrigin(
                drawn.equals(CHAT) ? chat : drawn,
                chat,
                campaign(drawn, leadNumber, quarter),
                cost(drawn, tenant.profile().currencyUnit(), random),
                INTENTS.draw(random),
                SIZES.draw(random),
                random.hit(0.85) ? random.oneOf(INDUSTRIES) : "");
    }

    boolean isChat() {
        return channel.equals(chat);
    }

    boolean isFrom(String otherChannel) {
        return channel.equals(otherChannel);
    }

    EventDraft describe(EventDraft creation) {
        return creation.with("channel", channel)
                .with("campaign", campaign)
                .with("cost", cost)
                .with("intent", intent)
                .with("size", size)
                .with("industry", industry);
    }

    private static String campaign(String channel, int leadNumber, String quarter) {
        return switch (channel) {
            case "web" -> (leadNumber % 3 == 0 ? "newsletter-" : "search-") + quarter;
            case "exhibition" -> "exhibition-" + quarter;
            default -> "";
        };
    }

    private static String cost(String channel, int currencyUnit, SeededRandom random) {
        int hundredths =
                switch (channel) {
                    case "web" -> random.between(1500, 6000);
                    case "exhibition" -> random.between(8000, 20_000);
                    case "phone" -> random.between(500, 2000);
                    default -> 0;
                };
        return hundredths == 0
                ? ""
                : BigDecimal.valueOf((long) hundredths * currencyUnit, 2).toPlainString();
    }
}
