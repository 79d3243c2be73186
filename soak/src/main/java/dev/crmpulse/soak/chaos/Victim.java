package dev.crmpulse.soak.chaos;

/** What a kill strikes. */
public enum Victim {
    /** The Flink task manager: its tasks and their memory are lost, another one takes over. */
    TASK_MANAGER("task manager"),
    /** The ClickHouse process, without warning; its supervisor starts the next one. */
    CLICKHOUSE("ClickHouse");

    private final String label;

    Victim(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
