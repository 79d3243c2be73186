package dev.crmpulse.metrics.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The members of {@code data} that metrics read. A reader keeps these and passes over all others. */
public enum DataMember {
    LEAD_ID,
    DEAL_ID,
    CUSTOMER_ID,
    OWNER,
    CHANNEL,
    CAMPAIGN,
    COST,
    INTENT,
    SIZE,
    INDUSTRY,
    GROUND,
    REASON,
    KIND,
    TIER,
    INTO,
    DIRECTION,
    DURATION,
    CONNECTED,
    OUTCOME,
    NOTES,
    NEXT_STEP,
    NEXT_STEP_AT,
    SCRIPT_FOLLOWED,
    ATTACHMENT,
    STAGE,
    AMOUNT,
    CURRENCY,
    FROM,
    TO,
    SURVEY_ID,
    RESPONDENT,
    SCORE,
    DIMENSION,
    WAVE,
    KEY_ACCOUNT,
    REP_ID,
    TEAM,
    MANAGER,
    REGION,
    ROLE,
    STATUS,
    ORIGIN_FILE,
    ORIGIN_ROW;

    private static final Map<String, DataMember> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(DataMember::memberName, Function.identity()));

    private final String memberName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON, such as {@code lead_id}. */
    public String memberName() {
        return memberName;
    }

    /** The member with this name in JSON, null for one that no metric reads. */
    public static DataMember named(String name) {
        return BY_NAME.get(name);
    }
}
