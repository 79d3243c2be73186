package dev.crmpulse.connectors.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class TextCacheTest {
    private static final TextCache USED_BY_ALL = new TextCache();

    @Property
    void aTextIsThatOfItsBytes(
            @ForAll @StringLength(max = 60) String any, @ForAll @IntRange(min = 0, max = 9) int before) {
        // halves of surrogate pairs have no bytes
        String text = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(repeated(USED_BY_ALL, " ".repeat(before), text)).isEqualTo(text);
    }

    @Example
    void aTextThatComesAgainIsNotMadeAnew() {
        TextCache cache = new TextCache();

        assertThat(repeated(cache, "", "王芳")).isSameAs(repeated(cache, "at another place ", "王芳"));
    }

    /** Many more than there are places, so that most share theirs with others. */
    @Example
    void textsOfOnePlaceAreNotMixedUp() {
        TextCache cache = new TextCache();

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                assertThat(repeated(cache, "", "rep-" + i)).isEqualTo("rep-" + i);
            }
        }
    }

    private static String repeated(TextCache cache, String before, String text) {
        byte[] from = before.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = (before + text + "\",").getBytes(StandardCharsets.UTF_8);
        return cache.repeated(bytes, from.length, bytes.length - 2, text.chars().allMatch(c -> c < 0x80));
    }
}
