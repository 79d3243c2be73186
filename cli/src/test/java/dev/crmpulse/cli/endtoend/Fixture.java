package dev.crmpulse.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.mapping.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the fixture, the mappings that ship for them, and the figures that must come out. */
public final class Fixture {
    public static final String LOANS_TENANT = "bpi2012";
    public static final String LOANS_CSV_TENANT = "event_log";
    public static final String SALES_TENANT = "crm_sales";

    private static final Path PROJECT = ProjectFiles.root();

    private Fixture() {}

    public static Path file(String name) {
        return PROJECT.resolve("examples").resolve(name);
    }

    public static Path mappingFile(String name) {
        return PROJECT.resolve("examples/mappings").resolve(name);
    }

    public static Mapping mapping(String name) {
        return Mapping.load(mappingFile(name));
    }

    public static JsonNode figures() {
        try {
            return new ObjectMapper().readTree(file("figures.json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A log of the first applications alone. */
    public static Path firstLoans(int cases, Path directory) throws IOException {
        String log = Files.readString(file("loans.xes"));
        int end = 0;
        for (int i = 0; i < cases; i++) {
            end = log.indexOf("</trace>", end) + "</trace>".length();
        }
        return Files.writeString(directory.resolve("first-" + cases + ".xes"), log.substring(0, end) + "\n</log>\n");
    }
}
