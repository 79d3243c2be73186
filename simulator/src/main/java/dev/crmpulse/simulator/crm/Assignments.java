package dev.crmpulse.simulator.crm;

import java.util.List;

/** The rules that give leads to people. Now and then one of them finds nobody in a region for a run of leads. */
final class Assignments {
    static final String BY_HAND = "manual";

    private static final List<String> LINES = List.of("cloud", "devices", "services");
    private static final Weighted<String> GROUNDS =
            Weighted.of(List.of("region", "line", "ability", "history", "preference", BY_HAND), 40, 18, 16, 10, 8, 8);
    private static final Weighted<String> FAILURES =
            Weighted.of(List.of("no rule matches", "everybody is busy", "region unknown"), 5, 3, 2);
    /** Leads that come one after another share the fate of their rules. */
    private static final int RUN_OF_LEADS = 40;

    private static final double BAD_RUNS = 0.1;

    private final Tenant tenant;

    Assignments(Tenant tenant) {
        this.tenant = tenant;
    }

    /** What a lead is to its rules: where it is from, what it wants to buy, and whom it asked for. */
    record Request(String region, String line, String preferred) {}

    /** Most leads want what their owner sells, and one in ten asked for somebody. */
    Request request(String region, Rep owner, SeededRandom ofLead) {
        String line = ofLead.hit(0.92) ? lineOf(owner) : ofLead.oneOf(LINES);
        String preferred = "";
        if (ofLead.hit(0.1)) {
            preferred = ofLead.hit(0.85)
                    ? owner.id()
                    : tenant.staff().pick(region, ofLead).id();
        }
        return new Request(region, line, preferred);
    }

    String drawGround(SeededRandom ofLead) {
        return GROUNDS.draw(ofLead);
    }

    /** Why nobody is given the lead with that number, empty where somebody is. */
    String failure(String ground, Request request, int number, boolean unlucky, SeededRandom ofLead) {
        if (ground.equals("region") && request.region().equals(regionOfBadRun(number))) {
            return "everybody is busy";
        }
        return unlucky ? FAILURES.draw(ofLead) : "";
    }

    /** The region that the rule finds nobody in, empty as a rule; how fast leads come changes nothing. */
    private String regionOfBadRun(int number) {
        SeededRandom ofRun = tenant.ofRunOfLeads(number / RUN_OF_LEADS);
        return ofRun.hit(BAD_RUNS) ? ofRun.oneOf(tenant.profile().teams()).region() : "";
    }

    /** Adds what a decision says of its rule and of the lead. */
    static EventDraft describe(EventDraft event, String ground, Request request) {
        return event.with("rule", ground.equals(BY_HAND) ? "" : "by-" + ground)
                .with("region", request.region())
                .with("line", request.line());
    }

    /** What somebody sells. */
    static String lineOf(Rep rep) {
        return LINES.get(Math.floorMod(rep.id().hashCode(), LINES.size()));
    }
}
