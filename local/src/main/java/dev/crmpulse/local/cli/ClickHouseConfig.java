package dev.crmpulse.local.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a configuration file that says where ClickHouse is. */
record ClickHouseConfig(Section clickhouse) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    /** User and password may be left out where none are set up. */
    record Section(String url, String user, String password) {}

    static ClickHouseConfig load(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new UsageException(file + ": there is no such file, or it may not be read");
        }
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            ClickHouseConfig config = yaml.readValue(fillIn(file, Files.readString(file)), ClickHouseConfig.class);
            if (config.clickhouse == null || config.clickhouse.url == null) {
                throw new UsageException(file + ": clickhouse.url is missing, such as http://127.0.0.1:8123");
            }
            return config;
        } catch (UnrecognizedPropertyException unknown) {
            throw new UsageException(file + ":" + unknown.getLocation().getLineNr() + ": unknown key '"
                    + unknown.getPropertyName() + "', known are " + unknown.getKnownPropertyIds());
        } catch (JsonMappingException wrong) {
            throw new UsageException(file + ": this is no configuration: " + wrong.getOriginalMessage());
        }
    }

    ClickHouseEndpoint endpoint() {
        return new ClickHouseEndpoint(
                clickhouse.url,
                clickhouse.user == null ? "default" : clickhouse.user,
                clickhouse.password == null ? "" : clickhouse.password);
    }

    private static String fillIn(Path file, String text) {
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (variable.find()) {
            String value = System.getenv(variable.group(1));
            if (value == null) {
                throw new UsageException(file + ": environment variable " + variable.group(1) + " is not set");
            }
            variable.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return variable.appendTail(filled).toString();
    }
}
