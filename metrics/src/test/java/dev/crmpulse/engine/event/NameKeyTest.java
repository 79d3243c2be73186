package dev.crmpulse.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameKeyTest {
    @ParameterizedTest
    @CsvSource({
        "Demo, demo",
        "İşlem, i̇şlem",
        "GROẞ, groß",
        "STRASSE, strasse",
        "ΟΔΟΣ, οδος",
        "ＤＥＭＯ, ｄｅｍｏ",
        "首次接触, 首次接触",
        "\uD801\uDC00, \uD801\uDC28"
    })
    void namesAreComparedInSmallLetters(String name, String key) {
        assertThat(NameKey.of(name)).isEqualTo(key);
        assertThat(NameKey.of(key)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "\t", "\n", "\u000b", "\r", "\u0085", "\u00a0", "\u1680", "\u2003", "\u2028", "\u202f", "\u3000"
            })
    void blanksOfEveryKindAreLeftOutAroundANameAndKeptInIt(String blank) {
        assertThat(NameKey.strip(blank + " Pay" + blank + "ment " + blank)).isEqualTo("Pay" + blank + "ment");
        assertThat(NameKey.of(blank + blank)).isEmpty();
    }

    @Test
    void whatOnlyLooksEmptyIsAName() {
        assertThat(NameKey.of("\u200b")).isEqualTo("\u200b");
        assertThat(NameKey.of("\ufeffDemo")).isEqualTo("\ufeffdemo");
        assertThat(NameKey.of("\u0001")).isEqualTo("\u0001");
    }
}
