package dev.crmpulse.connectors.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.policy.PolicyException;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as editors save them, and files that are none. */
class YamlFileTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "UTF-8,    ''",
        "UTF-8,    '\uFEFF'",
        "UTF-16LE, ''",
        "UTF-16LE, '\uFEFF'",
        "UTF-16BE, ''",
        "UTF-16BE, '\uFEFF'"
    })
    void policiesAreReadInTheEncodingThatTheyShow(Charset charset, String mark) throws IOException {
        String policy = mark + """
                {kind: funnel, id: f, version: 1, effective_from: 2026-01-01, entity: lead, order: any, window: 30 d,
                 steps: [{name: 创建, when: {type: crm.lead.created}}, {name: Müller, when: {type: crm.deal.won}}]}
                """;

        assertThat(PolicyFile.read(Files.write(directory.resolve("p.yaml"), policy.getBytes(charset))))
                .isEqualTo(PolicyFile.read("the same", policy.substring(mark.length())));
    }

    @Test
    void bytesOfAnotherEncodingAreReportedWithTheirLine() throws IOException {
        Path file =
                Files.write(directory.resolve("p.yaml"), "# für\nid: Müller\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> PolicyFile.read(file))
                .isInstanceOf(PolicyException.class)
                .hasMessage(file + ":1: byte 0xFC is not UTF-8; save the file as UTF-8");
    }

    @Test
    void aFileThatNobodyCanHaveWrittenIsNotParsed() throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), "id: " + "x".repeat(1 << 20));

        assertThatThrownBy(() -> PolicyFile.read(file))
                .hasMessage(file + ": is longer than 1048576 bytes; is it the file of the policy?");
    }

    @Test
    void theLongestScalarIsRead() throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), "'" + "x ".repeat(500_000) + "'");

        assertThat(YamlNode.read(file, "policy"))
                .isInstanceOfSatisfying(
                        Scalar.class, scalar -> assertThat(scalar.text()).hasSize(1_000_000));
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatThrownBy(() -> PolicyFile.read(directory))
                .hasMessage(directory + ": is a directory; name the file of the policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void nestingWithoutEndIsRefused(String part) throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), part.repeat(200_000));

        assertThatThrownBy(() -> PolicyFile.read(file))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith(file + ":")
                .hasMessageNotContaining("\n");
    }
}
