package dev.crmpulse.embedded.clickhouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the engine itself lets its one user do. It knows no sign-in, so every connection begins with both roles; one that
 * serves a reader leaves the writer's before its first statement, and may not take it back.
 */
final class EngineRoles {
    private static final String USERS = """
            <clickhouse>
              <profiles><default>
                <!-- else EXPLAIN writes each column as one expression over all subqueries: gigabytes for views upon views -->
                <explain_query_plan_default>legacy</explain_query_plan_default>
                <!-- all versions of a fact lie in one month, so one that is merged is read as it is -->
                <do_not_merge_across_partitions_select_final>1</do_not_merge_across_partitions_select_final>
                <!-- looks for what follows from comparisons, in vain for these views, and takes a quarter of the planning of a score -->
                <optimize_and_compare_chain>0</optimize_and_compare_chain>
              </default></profiles>
              <quotas><default/></quotas>
              <roles>
                <reader><grants>
                  <query>GRANT SELECT, SHOW, dictGet ON crm.*</query>
                  <query>GRANT SELECT, SHOW, dictGet ON crm_store.*</query>
                </grants></reader>
                <writer><grants><query>GRANT ALL ON *.* WITH GRANT OPTION</query></grants></writer>
              </roles>
              <users><default>
                <password></password>
                <networks><ip>::/0</ip></networks>
                <profile>default</profile>
                <quota>default</quota>
                <grants><query>GRANT reader, writer</query></grants>
              </default></users>
            </clickhouse>
            """;

    private EngineRoles() {}

    /** Writes the engine's configuration into a directory and returns its file. */
    static Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path users = Files.writeString(directory.resolve("users.xml"), USERS);
        return Files.writeString(
                directory.resolve("config.xml"),
                "<clickhouse><users_config>" + xml(users.toString()) + "</users_config></clickhouse>\n");
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
