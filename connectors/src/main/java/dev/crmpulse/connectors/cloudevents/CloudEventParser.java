package dev.crmpulse.connectors.cloudevents;

/**
 * Reads CloudEvents in one pass over their bytes: checks the contract and projects to the slim event. Not thread-safe; each reader of a topic has its own.
 */
public final class CloudEventParser {
    private static final byte[] NO_BYTES = {};

    private final EventMembers members = new EventMembers();
    private final PlainEventReader plainReader = new PlainEventReader(members);
    private final EventReader reader = new EventReader(members);
    private final EventContract contract;
    private final boolean triesPlain;

    public CloudEventParser(IntakeRules rules) {
        this(rules, true);
    }

    /** @param triesPlain whether plain events are read straight from their bytes; the records are the same */
    CloudEventParser(IntakeRules rules, boolean triesPlain) {
        this.contract = new EventContract(rules);
        this.triesPlain = triesPlain;
    }

    /**
     * Reads one record.
     *
     * @param value its bytes; a record without is broken
     * @param arrivedMillis Kafka's time of the record, milliseconds since 1970 UTC
     * @param position where the record was found, should it be broken
     */
    public ParsedRecord parse(byte[] value, long arrivedMillis, RecordPosition position) {
        members.clear();
        try {
            contract.requireReadable(value);
            if (!triesPlain || !plainReader.read(value)) {
                members.clear();
                reader.read(value);
            }
            if (members.isTick()) {
                return contract.tick(members, arrivedMillis);
            }
            members.requireNoViolation();
            return contract.event(members, value, arrivedMillis);
        } catch (ContractViolation broken) {
            return new DeadLetter(
                    position.text(),
                    broken.reason(),
                    broken.getMessage(),
                    members.originFile(),
                    members.originRow(),
                    arrivedMillis,
                    value == null ? NO_BYTES : value);
        }
    }
}
