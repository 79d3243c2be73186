package dev.crmpulse.simulator.crm;

/**
 * Somebody who bought.
 *
 * @param respondent the person there who answers surveys
 * @param tier value tier: high, mid or low
 * @param contentment how likely good answers are, 0 to 1
 */
record Customer(String id, String respondent, String tier, boolean keyAccount, Rep owner, double contentment) {
    /** How contented customers are on the mean. */
    static final double USUAL_CONTENTMENT = 0.75;

    static Customer of(String id, String tier, Rep owner, double contentment) {
        return new Customer(id, id.replace("C-", "contact-"), tier, tier.equals("high"), owner, contentment);
    }
}
