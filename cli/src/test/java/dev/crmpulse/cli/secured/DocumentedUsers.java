package dev.crmpulse.cli.secured;

import dev.crmpulse.cli.stack.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The permissions that {@code docs/operations.md} asks people to grant.
 *
 * @param kafka of the lines for {@code kafka-acls}
 * @param clickHouse what follows {@code GRANT}, by user
 */
record DocumentedUsers(List<AclBinding> kafka, Map<String, List<String>> clickHouse) {
    private static final String PRINCIPAL = "--allow-principal ";
    private static final Pattern GRANT = Pattern.compile("GRANT (.*) TO (\\w+);");
    private static final Pattern OPERATION = Pattern.compile("--operation (\\w+)");
    private static final Pattern RESOURCE = Pattern.compile("--(topic|group|transactional-id) (\\S+)");

    static DocumentedUsers read() throws IOException {
        List<String> lines = Files.readAllLines(ProjectFiles.root().resolve("docs/operations.md"));
        return new DocumentedUsers(
                lines.stream()
                        .filter(line -> line.startsWith(PRINCIPAL))
                        .flatMap(line -> bindings(line).stream())
                        .toList(),
                lines.stream()
                        .map(GRANT::matcher)
                        .filter(Matcher::matches)
                        .collect(Collectors.groupingBy(
                                grant -> grant.group(2),
                                Collectors.mapping(grant -> grant.group(1), Collectors.toList()))));
    }

    private static List<AclBinding> bindings(String line) {
        Matcher resource = RESOURCE.matcher(line);
        if (!resource.find()) {
            throw new IllegalArgumentException("no resource: " + line);
        }
        ResourcePattern pattern = new ResourcePattern(
                ResourceType.fromString(resource.group(1).replace('-', '_').toUpperCase(Locale.ROOT)),
                resource.group(2),
                line.endsWith("--resource-pattern-type prefixed") ? PatternType.PREFIXED : PatternType.LITERAL);
        String principal = line.substring(PRINCIPAL.length(), line.indexOf(' ', PRINCIPAL.length()));
        List<AclBinding> bindings = new ArrayList<>();
        Matcher operation = OPERATION.matcher(line);
        while (operation.find()) {
            bindings.add(new AclBinding(
                    pattern,
                    new AccessControlEntry(
                            principal,
                            "*",
                            AclOperation.fromString(operation.group(1).toUpperCase(Locale.ROOT)),
                            AclPermissionType.ALLOW)));
        }
        return bindings;
    }
}
