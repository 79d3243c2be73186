package dev.crmpulse.metrics.contract;

import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.metrics.catalogue.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The part of {@code docs/events.md} that lists every type of the contract with what metrics read of it. */
public final class EventsPage {
    static final String REGENERATE = "mvn -q -pl metrics test-compile exec:java";

    private static final String BEGIN =
            "<!-- Generated from here on by `" + REGENERATE + "`; edit metrics/src/main/contract instead. -->\n";

    private EventsPage() {}

    public static void write() throws IOException {
        Files.writeString(file(), text(Files.readString(file())), StandardCharsets.UTF_8);
    }

    static Path file() {
        return ProjectFiles.at("docs/events.md");
    }

    /** The page with its generated part made anew. */
    static String text(String page) {
        int begin = page.indexOf(BEGIN);
        if (begin < 0) {
            throw new IllegalStateException(file() + " does not say where its generated part begins: " + BEGIN);
        }
        return page.substring(0, begin) + BEGIN + generated();
    }

    private static String generated() {
        MemberUse use = MemberUse.ofTheCatalogue();
        StringBuilder page = new StringBuilder();
        page.append("""

                ## Every type

                `read by` names the metrics of whose worked cases some have other rows without the type, or without the member. Conditions of
                policies read any member, and views in SQL read `crm.event_data`. Ids (`lead_id`, `deal_id`, `customer_id`), `owner`, `due` and
                `dimensions` may be given with any type. Each type has a JSON Schema in `docs/schemas`, by version, which `dataschema` may name. A
                new version only adds, so events of the version before are read as they are.

                """);
        page.append("| type | what happened | read by |\n|---|---|---|\n");
        for (EventType type : EventExample.types()) {
            page.append("| [`")
                    .append(type.contractName())
                    .append("`](#")
                    .append(anchor(type))
                    .append(") | ");
            page.append(EventExample.of(type).about())
                    .append(" | ")
                    .append(String.join(", ", use.metrics(type)))
                    .append(" |\n");
        }
        EventExample.types().forEach(type -> append(page, type, use));
        return page.toString();
    }

    private static void append(StringBuilder page, EventType type, MemberUse use) {
        page.append("\n### `").append(type.contractName()).append("`\n\n");
        page.append(EventExample.of(type).about()).append("\n\n");
        page.append("| member | kind | means | left out | read by |\n|---|---|---|---|---|\n");
        for (DataMember member : EventExample.members(type)) {
            EventExample.Meaning meaning = EventExample.meaning(member);
            page.append("| `").append(member.memberName()).append("` | ");
            page.append(member.kind().name().toLowerCase(Locale.ROOT)).append(" | ");
            page.append(meaning.means()).append(" | ").append(meaning.missing()).append(" | ");
            page.append(String.join(", ", use.metrics(type, member))).append(" |\n");
        }
        page.append("\n```json\n").append(EventExample.event(type)).append("\n```\n");
    }

    /** A heading's name in links. */
    private static String anchor(EventType type) {
        return type.contractName().replace(".", "");
    }
}
