package dev.crmpulse.embedded.clickhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineExceptionTest {
    @Test
    void readsTheCodeOfTheEnginesText() {
        EngineException error = EngineException.parse("Error: Code: 60. DB::Exception: No t. (UNKNOWN_TABLE)\n");

        assertThat(error.code()).isEqualTo(60);
        assertThat(error).hasMessage("Code: 60. DB::Exception: No t. (UNKNOWN_TABLE)");
    }

    @Test
    void aTextWithoutACodeIsAnUnknownException() {
        EngineException error = EngineException.parse("Invalid or closed connection");

        assertThat(error.code()).isEqualTo(1002);
        assertThat(error).hasMessage("Code: 1002. DB::Exception: Invalid or closed connection (UNKNOWN_EXCEPTION)");
    }
}
