package dev.crmpulse.engine.policy;

import java.util.Locale;

/**
 * What a part of a scorecard measures: a figure that is a sum over another one, of rows of facts. {@code crm.scorecard_input}
 * finds the rows.
 */
public enum ScoreMeasure {
    /** What was reached of the goals that were due, in percent (M25). */
    GOAL_ATTAINMENT,
    /** Follow-ups per open customer and week (M10). */
    FOLLOW_UP_FREQUENCY,
    /** Required fields that are filled, in percent (M12). */
    RECORD_COMPLETENESS,
    /** Contacts that followed the script, in percent (M12). */
    SCRIPT_FOLLOWED,
    /** Steps of deals with evidence, in percent (M12). */
    STAGE_EVIDENCE,
    /** Clocks of SLAs that were kept, in percent (M27). */
    SLA_KEPT,
    /** Leads answered within the golden window of 4 h, in percent (M1). */
    FIRST_RESPONSE,
    /** Deals won per deals created, in percent (M6). */
    CONVERSION,
    /** Satisfied answers, in percent (M18). */
    CSAT,
    /** Answers with the best score, in percent (M18). */
    CSAT_TOP,
    /** Net promoter score in points (M17). */
    NPS,
    /** Complaints resolved within 24 h, in percent (M16). */
    COMPLAINT_RESOLUTION,
    /** Proposals that fully meet the requirements, in percent (M19). */
    REQUIREMENT_ACCURACY,
    /** New customers who were referred, in percent (M22). */
    REFERRAL_RATE,
    /** Visits that took place of those planned, in percent (M22). */
    VISIT_COMPLETION,
    /** Received of what was due, in percent (M21). */
    COLLECTION_RATE,
    /** Ratings by those around, in percent of the best (M24). */
    PEER_RATING,
    /** Content employees, in percent (M25). */
    EMPLOYEE_SATISFACTION,
    /** People of a team who were recognised, in percent (M25). */
    RECOGNITION_COVERAGE,
    /** Trainings attended of those that people were invited to, in percent (M25). */
    TRAINING_ATTENDANCE;

    private final String written = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in files and tables, such as {@code goal-attainment}. */
    public String written() {
        return written;
    }
}
