package dev.crmpulse.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerOptionsTest {
    @Test
    void thePortIsAnyFreeOneUnlessConfigured() {
        assertThat(ServerOptions.parse("--data-dir", "d"))
                .isEqualTo(new ServerOptions(Path.of("d"), 0, OptionalLong.empty(), Optional.empty()));
        assertThat(ServerOptions.parse("--port", "8123", "--parent-pid", "7", "--data-dir", "d"))
                .isEqualTo(new ServerOptions(Path.of("d"), 8123, OptionalLong.of(7), Optional.empty()));
        assertThat(ServerOptions.parse("--data-dir", "d", "--idle-seconds", "60")
                        .idle())
                .contains(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port,1                     | --data-dir is missing",
                "--data-dir,d,--prot,1        | Unknown argument --prot",
                "--data-dir,d,--port          | --port needs a value",
                "--data-dir,d,--port,65536    | from 0 to 65535, not 65536",
                "--data-dir,d,--port,-1       | not -1",
            })
    void saysWhatIsWrong(String arguments, String message) {
        assertThatThrownBy(() -> ServerOptions.parse(arguments.split(",", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void restartsWaitTwiceAsLongEachTimeUntilTheServerLives() {
        RestartDelay delay = new RestartDelay();
        Duration young = Duration.ofSeconds(1);

        assertThat(delay.after(young)).isEqualTo(Duration.ofMillis(100));
        assertThat(delay.after(young)).isEqualTo(Duration.ofMillis(200));
        for (int i = 0; i < 5; i++) {
            // 400, 800, 1600, 3200 ms, then the limit of 5 s.
            delay.after(young);
        }
        assertThat(delay.after(young)).isEqualTo(Duration.ofSeconds(5));
        assertThat(delay.after(Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(100));
    }
}
