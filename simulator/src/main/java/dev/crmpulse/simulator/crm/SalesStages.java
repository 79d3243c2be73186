package dev.crmpulse.simulator.crm;

/** The names of a tenant's stages, from the first contact to the payment. */
public record SalesStages(
        String firstContact,
        String needs,
        String demo,
        String proposal,
        String objections,
        String negotiation,
        String payment) {
    public static final SalesStages ENGLISH = new SalesStages(
            "First contact", "Needs diagnosis", "Demo", "Proposal", "Objections", "Negotiation", "Payment confirmed");

    public static final SalesStages CHINESE = new SalesStages("首次接触", "需求诊断", "产品演示", "方案报价", "异议处理", "商务谈判", "付款确认");

    /** The name of a stage by its place in the journey. */
    String name(Stage stage) {
        return switch (stage) {
            case FIRST_CONTACT -> firstContact;
            case NEEDS -> needs;
            case DEMO -> demo;
            case PROPOSAL -> proposal;
            case OBJECTIONS -> objections;
            case NEGOTIATION -> negotiation;
            case PAYMENT -> payment;
        };
    }
}
