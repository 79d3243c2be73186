package dev.crmpulse.connectors.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
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
            @ForAll @StringLength(max = 60) String any, @ForAll @IntRange(min = 0, max = 9) int place) {
        // halves of surrogate pairs have no bytes
        String text = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(read(USED_BY_ALL, place, text)).isEqualTo(text);
    }

    @Example
    void aTextThatComesAgainIsNotMadeAnew() {
        TextCache cache = new TextCache();

        assertThat(read(cache, 0, "王芳")).isSameAs(read(cache, 17, "王芳"));
        assertThat(read(cache, 0, "a\"b")).isSameAs(read(cache, 17, "a\"b"));
    }

    /** Many more than there are places, so that most share theirs with others. */
    @Example
    void textsOfOnePlaceAreNotMixedUp() {
        TextCache cache = new TextCache();

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                assertThat(read(cache, 0, "rep-" + i)).isEqualTo("rep-" + i);
            }
        }
    }

    private static String read(TextCache cache, int place, String text) {
        String quoted = '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        PlainJson json = new PlainJson();
        json.start((" ".repeat(place) + quoted).getBytes(StandardCharsets.UTF_8));
        assertThat(json.passValue()).as(quoted).isEqualTo(JsonScalar.TEXT);
        return cache.text(json);
    }
}
