package dev.crmpulse.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.local.stack.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the fixture, the mappings that ship for them, and the figures that must come out. */
final class Fixture {
    static final String LOANS_TENANT = "bpi2012";
    static final String LOANS_CSV_TENANT = "event_log";
    static final String SALES_TENANT = "crm_sales";

    private static final Path PROJECT = ProjectFiles.root();

    private Fixture() {}

    static Path file(String name) {
        return PROJECT.resolve("local/fixture").resolve(name);
    }

    static Path mappingFile(String name) {
        return PROJECT.resolve("local/mappings").resolve(name);
    }

    static Mapping mapping(String name) {
        return Mapping.load(mappingFile(name));
    }

    static JsonNode figures() {
        try {
            return new ObjectMapper().readTree(file("figures.json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A log of the first applications alone. */
    static Path firstLoans(int cases, Path directory) throws IOException {
        String log = Files.readString(file("loans.xes"));
        int end = 0;
        for (int i = 0; i < cases; i++) {
            end = log.indexOf("</trace>", end) + "</trace>".length();
        }
        return Files.writeString(directory.resolve("first-" + cases + ".xes"), log.substring(0, end) + "\n</log>\n");
    }
}
