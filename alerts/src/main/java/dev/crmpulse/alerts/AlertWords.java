package dev.crmpulse.alerts;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/** What SLAs and levels are called by people, in one language. What a tenant named itself keeps its name. */
final class AlertWords {
    private final Properties words;

    private AlertWords(Properties words) {
        this.words = words;
    }

    /** @param language as in the names of the files of words */
    static AlertWords in(String language) {
        Properties words = new Properties();
        try (Reader file = new InputStreamReader(
                MessageTemplate.resource("words-" + language + ".properties"), StandardCharsets.UTF_8)) {
            words.load(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new AlertWords(words);
    }

    /** The words of an alert, by what templates call them. */
    Map<String, Object> of(AlertMessage alert) {
        return Map.of(
                "entity", words.getProperty("entity." + alert.entity(), alert.entity()),
                "sla", words.getProperty("sla." + alert.sla(), alert.sla()),
                "level", words.getProperty("level." + alert.level(), alert.level()),
                "todo", words.getProperty("todo." + alert.sla(), words.getProperty("todo")));
    }
}
