package dev.crmpulse.embedded.clickhouse.engine;

/** What the engine's parser says of a text: how many statements it holds (0 if it does not parse) and what they may do. */
public record StatementAnalysis(int statements, Effect effect) {
    /** What a statement may change. */
    public enum Effect {
        READ_ONLY,
        MUTATING,
        MUTATING_GLOBAL,
        CONTROL,
        UNKNOWN;

        static Effect of(int engineClass) {
            return switch (engineClass) {
                case 0 -> READ_ONLY;
                case 1 -> MUTATING;
                case 2 -> MUTATING_GLOBAL;
                case 3 -> CONTROL;
                default -> UNKNOWN;
            };
        }
    }
}
