package dev.crmpulse.engine.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The members of {@code data} that metrics read, and how. A reader keeps these and passes over all others. */
public enum DataMember {
    LEAD_ID,
    DEAL_ID,
    CUSTOMER_ID,
    OWNER,
    CHANNEL,
    CAMPAIGN,
    COST(Kind.NUMBER),
    INTENT,
    SIZE,
    INDUSTRY,
    GROUND,
    REASON,
    KIND,
    TIER,
    INTO,
    DIRECTION,
    DURATION(Kind.NUMBER),
    CONNECTED(Kind.FLAG),
    OUTCOME,
    NOTES,
    NEXT_STEP,
    NEXT_STEP_AT(Kind.DATE),
    SCRIPT_FOLLOWED(Kind.FLAG),
    ATTACHMENT(Kind.FLAG),
    STAGE,
    AMOUNT(Kind.NUMBER),
    CURRENCY,
    FROM,
    TO,
    SURVEY_ID,
    RESPONDENT,
    SCORE(Kind.NUMBER),
    DIMENSION,
    WAVE,
    KEY_ACCOUNT(Kind.FLAG),
    REP_ID,
    TEAM,
    MANAGER,
    REGION,
    ROLE,
    STATUS,
    RULE,
    LINE,
    PREFERRED,
    FIELDS_FILLED(Kind.NUMBER),
    FIELDS_REQUIRED(Kind.NUMBER),
    PROPOSAL_ID,
    QUESTION_ID,
    FULLY_MEETS(Kind.FLAG),
    MATCH(Kind.NUMBER),
    CONTRACT_ID,
    BY,
    ORDER_ID,
    PLANNED_AT(Kind.DATE),
    ALTERNATIVE(Kind.FLAG),
    INVOICE_ID,
    PAYMENT_ID,
    DUE_AT(Kind.DATE),
    TICKET_ID,
    PROBLEM_TYPE,
    COMPLEX(Kind.FLAG),
    DEPARTMENT,
    IMPROVEMENT_ID,
    VISIT_ID,
    EFFECTIVE(Kind.FLAG),
    REFERRED,
    HANDOVER_ID,
    LINK,
    RELATION,
    SCOPE,
    MODE,
    BASELINE(Kind.NUMBER),
    TOPIC,
    ALERT_ID,
    /** Planned dates, each under a name of the sender's choice. */
    DUE(Kind.DATES),
    /** What else figures are to be grouped by, such as country and product. */
    DIMENSIONS(Kind.TEXTS),
    ORIGIN_FILE,
    ORIGIN_ROW;

    private static final Map<String, DataMember> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(DataMember::memberName, Function.identity()));

    private final String memberName = name().toLowerCase(Locale.ROOT);
    private final Kind kind;

    DataMember() {
        this(Kind.TEXT);
    }

    DataMember(Kind kind) {
        this.kind = kind;
    }

    /** How a member is read; docs/events.md has the table. */
    public enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        DATE,
        /** An object of dates by free names. */
        DATES,
        /** An object of texts by free names. */
        TEXTS;

        /** Whether it is an object, and no scalar. */
        public boolean isNamed() {
            return this == DATES || this == TEXTS;
        }
    }

    public Kind kind() {
        return kind;
    }

    /** The name in JSON, such as {@code lead_id}. */
    public String memberName() {
        return memberName;
    }

    /** The member with this name in JSON, null for one that no metric reads. */
    public static DataMember named(String name) {
        return BY_NAME.get(name);
    }
}
