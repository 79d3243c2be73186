package dev.crmpulse.embedded.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BodyInputStreamTest {
    @Test
    void aBodyOfTheAnnouncedLengthEnds() throws IOException {
        assertThat(body(3, OptionalLong.of(3)).readAllBytes()).containsExactly(0, 1, 2);
    }

    @Test
    void aBodyWithoutAnAnnouncedLengthEndsWhereItEnds() throws IOException {
        assertThat(body(3, OptionalLong.empty()).readAllBytes()).containsExactly(0, 1, 2);
    }

    @Test
    void aShorterBodyFailsInsteadOfEnding() {
        assertThatThrownBy(() -> body(3, OptionalLong.of(4)).readAllBytes())
                .isInstanceOf(EOFException.class)
                .hasMessage("The body ends after 3 of 4 bytes");
    }

    private static InputStream body(int bytes, OptionalLong announced) {
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) i;
        }
        return new BodyInputStream(new ByteArrayInputStream(content), announced);
    }
}
