package dev.crmpulse.cli.endtoend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A history in which persons are named wherever one may be. */
final class ErasureHistory {
    static final String TENANT = "acme";
    static final String REP = "Zorbax-Q7";
    static final String NAME = "Quendalina Zorb";
    static final String CUSTOMER = "Wimbleford-C4";
    static final String COLLEAGUE = "Grindelow-R9";

    /** One delivery a line; the last two are no events. */
    static final String LINES = lines();

    private ErasureHistory() {}

    private static String lines() {
        String notes = "{\"lead_id\":\"L-1\",\"channel\":\"call\",\"direction\":\"outbound\",\"connected\":true,"
                + "\"duration\":60,\"notes\":\"called, will send the offer, " + NAME + "\"}";
        return event(
                        "e1",
                        "lead.created",
                        "lead/L-1",
                        "2026-03-02T08:00:00Z",
                        "",
                        "system",
                        "{\"lead_id\":\"L-1\",\"customer_id\":\"" + CUSTOMER + "\",\"channel\":\"web\"}")
                + event(
                        "e2",
                        "lead.assigned",
                        "lead/L-1",
                        "2026-03-02T08:10:00Z",
                        "",
                        "system",
                        "{\"owner\":\"" + REP + "\",\"ground\":\"manual\",\"score_2\":12.50}")
                + event("e3", "activity.logged", "lead/L-1", "2026-03-02T09:00:00Z", REP, "human", notes)
                + event("e4", "activity.logged", "lead/L-1", "2026-03-02T10:00:00Z", COLLEAGUE, "human", notes)
                // two deliveries of one id: the one that counts must stay the same
                + event(
                        "e5-" + REP,
                        "message.sent",
                        "lead/L-1",
                        "2026-03-02T11:00:00Z",
                        REP,
                        "human",
                        "{\"channel\":\"email\"}")
                + event(
                        "e5-" + REP,
                        "message.sent",
                        "lead/L-1",
                        "2026-03-02T11:30:00Z",
                        REP,
                        "human",
                        "{\"channel\":\"im\"}")
                + event(
                        "e15",
                        "message.received",
                        "lead/L-1",
                        "2026-03-02T15:00:00Z",
                        "",
                        "customer",
                        "{\"channel\":\"email\"}")
                + event(
                        "e6",
                        "deal.created",
                        "deal/D-1",
                        "2026-03-03T08:00:00Z",
                        REP,
                        "human",
                        "{\"lead_id\":\"L-1\",\"deal_id\":\"D-1\",\"owner\":\"" + REP
                                + "\",\"amount\":\"12.5000\",\"currency\":\"EUR\",\"stage\":\"demo\"}")
                + event(
                        "e7",
                        "deal.won",
                        "deal/D-1",
                        "2026-03-05T08:00:00Z",
                        "R-2",
                        "human",
                        "{\"lead_id\":\"L-1\",\"deal_id\":\"D-1\",\"customer_id\":\"" + CUSTOMER + "\"}")
                + event(
                        "e8",
                        "rep.changed",
                        "rep/" + REP,
                        "2026-03-01T08:00:00Z",
                        "",
                        "system",
                        "{\"rep_id\":\"" + REP + "\",\"team\":\"north\",\"status\":\"active\",\"display\":\"" + NAME
                                + "\",\"phone\":4915112345678}")
                + event(
                        "e9",
                        "rep.changed",
                        "rep/R-2",
                        "2026-03-01T08:00:00Z",
                        "",
                        "system",
                        "{\"rep_id\":\"R-2\",\"team\":\"north\",\"manager\":\"" + REP + "\",\"status\":\"active\"}")
                + event(
                        "e10",
                        "handover.started",
                        "handover/H-1",
                        "2026-03-06T08:00:00Z",
                        REP,
                        "human",
                        "{\"handover_id\":\"H-1\",\"customer_id\":\"" + CUSTOMER + "\",\"from\":\"" + REP
                                + "\",\"to\":\"R-2\"}")
                + event(
                        "e11",
                        "peer.rated",
                        "rep/R-2",
                        "2026-03-06T09:00:00Z",
                        REP,
                        "human",
                        "{\"rep_id\":\"R-2\",\"relation\":\"peer\",\"score\":4}")
                + event(
                        "e12",
                        "survey.answered",
                        "customer/" + CUSTOMER,
                        "2026-03-07T09:00:00Z",
                        "",
                        "customer",
                        "{\"customer_id\":\"" + CUSTOMER + "\",\"kind\":\"nps\",\"score\":9,\"comment\":\"" + NAME
                                + " (" + REP + ") was great\"}")
                + event(
                        "e13",
                        "lead.created",
                        "lead/L-2",
                        "2026-03-06T08:00:00Z",
                        "",
                        "system",
                        "{\"lead_id\":\"L-2\",\"owner\":\"\\u005aorbax-Q7\",\"channel\":\"web\"}")
                + event("e14", "person.erased", "customer/" + CUSTOMER, "2026-03-09T08:00:00Z", "", "system", "{}")
                + "{\"specversion\":\"1.0\",\"tenant\":\"acme\",\"actor\":\"" + REP + "\"\n"
                + "{\"specversion\":\"1.0\",\"tenant\":\"acme\",\"actor\":\"R-2\"}\n";
    }

    private static String event(
            String id, String type, String subject, String time, String actor, String actorType, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"crm\",\"type\":\"crm." + type
                + "\",\"subject\":\"" + subject + "\",\"time\":\"" + time + "\",\"tenant\":\"" + TENANT
                + "\",\"actor\":\"" + actor + "\",\"actortype\":\"" + actorType + "\",\"data\":" + data + "}\n";
    }

    /** Every row of every fact view and every window, with one word where the person's id or pseudonym stands. */
    static Map<String, List<String>> figures(Answers ask, String person) throws Exception {
        Map<String, List<String>> figures = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> view : ask.facts(TENANT).entrySet()) {
            figures.put(view.getKey(), named(view.getValue(), person));
        }
        // of the words of notes, which are others now
        figures.put(
                "activity",
                named(
                        ask.lines("SELECT * EXCEPT (version, revision, published_at, notes_fingerprint) FROM"
                                + " crm.activity"),
                        person));
        figures.put(
                "fact_window",
                named(ask.lines("SELECT * EXCEPT (version, revision, published_at) FROM crm.fact_window"), person));
        return figures;
    }

    private static List<String> named(List<String> rows, String person) {
        return rows.stream().map(row -> row.replace(person, "PERSON")).sorted().toList();
    }

    static List<String> counted(Answers ask) throws Exception {
        return ask.lines("SELECT timeline, delivered, accepted, duplicates, late FROM crm.ledger ORDER BY timeline");
    }
}
