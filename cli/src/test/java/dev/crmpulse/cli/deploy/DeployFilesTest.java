package dev.crmpulse.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.embedded.flink.RocksDbSettings;
import dev.crmpulse.jobs.live.CrmPulseJob;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files for other machines name releases, files and classes: all of them must be those of this project. */
class DeployFilesTest {
    private static final Path DEPLOY = ProjectFiles.root().resolve("deploy");
    private static final String JOB_JAR = "jobs/target/crm-pulse-job.jar";

    /** The cluster has its own, and tests need theirs alone. */
    private static final List<String> NOT_OF_THE_JAR = List.of(
            "org.apache.flink", "org.slf4j", "org.awaitility", "org.apache.logging", "net.jqwik", "com.tngtech");

    @Test
    void composeRunsTheReleasesThatAreTested() throws IOException {
        Map<String, Object> services = at(compose(), "services");

        String flink = "flink:" + release("flink.version") + "-java" + release("maven.compiler.release");
        assertThat(images(services))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "kafka", "apache/kafka:" + release("kafka.version"),
                        "clickhouse", "clickhouse/clickhouse-server:" + clickHouseRelease(),
                        "grafana", "grafana/grafana:" + grafanaRelease(),
                        "state", flink,
                        "jobmanager", flink,
                        "taskmanager", flink,
                        "job", flink));
    }

    @Test
    void composeMountsFilesThatAreThere() throws IOException {
        List<Path> mounted = new ArrayList<>();
        for (Object service : at(compose(), "services").values()) {
            for (String volume : strings(map(service).getOrDefault("volumes", List.of()))) {
                if (volume.startsWith(".")) {
                    mounted.add(DEPLOY.resolve(volume.split(":", 2)[0]).normalize());
                }
            }
        }

        assertThat(mounted)
                .containsExactlyInAnyOrder(
                        DEPLOY.resolve("clickhouse/reader.xml"),
                        ProjectFiles.root().resolve("dashboards/provisioning"),
                        ProjectFiles.root().resolve("dashboards/grafana"),
                        ProjectFiles.root().resolve(JOB_JAR),
                        DEPLOY.resolve("config"));
        mounted.remove(ProjectFiles.root().resolve(JOB_JAR));
        assertThat(mounted).allSatisfy(path -> assertThat(path).exists());
        assertThat(DEPLOY.resolve("config/crm-pulse.yaml")).isRegularFile();
        assertThat(Files.readString(ProjectFiles.root().resolve("jobs/pom.xml")))
                .contains("<outputFile>${project.build.directory}/" + JOB_JAR.substring("jobs/target/".length()))
                .contains("<mainClass>" + CrmPulseJob.class.getName() + "</mainClass>");
    }

    @Test
    void composeGivesTheJobEverythingItsConfigurationAsksFor() throws IOException {
        Map<String, Object> job = map(at(compose(), "services").get("job"));
        List<String> given = new ArrayList<>(map(job.get("environment")).keySet());
        assertThat(strings(job.get("env_file"))).containsExactly("secrets.env");
        given.addAll(namesIn("secrets.env.example"));

        assertThat(given).containsAll(variables());
        assertThat(String.join(" ", strings(job.get("command"))))
                .contains("flink run", "/opt/flink/usrlib/crm-pulse-job.jar all --config /config/crm-pulse.yaml");
    }

    @Test
    void grafanaFindsItsFilesAndEveryVariableTheyName() throws IOException {
        Map<String, Object> grafana = map(at(compose(), "services").get("grafana"));
        Map<String, Object> environment = map(grafana.get("environment"));
        List<String> given = new ArrayList<>(environment.keySet());
        assertThat(strings(grafana.get("env_file"))).containsExactly("reader.env", "grafana.env");
        given.addAll(namesIn("reader.env.example"));
        given.addAll(namesIn("grafana.env.example"));
        List<String> named = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ProjectFiles.root().resolve("dashboards/provisioning"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                named.addAll(all("\\$([A-Z][A-Z_]+)", Files.readString(file)));
            }
        }

        assertThat(named).contains("CLICKHOUSE_READER", "ALERTS_TO", "ALERTS_SLACK_URL");
        assertThat(given).containsAll(named);
        assertThat(strings(grafana.get("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(environment).containsEntry("GF_AUTH_ANONYMOUS_ENABLED", "false");
        assertThat(environment.get("GF_PLUGINS_PREINSTALL_SYNC"))
                .isEqualTo("grafana-clickhouse-datasource@"
                        + all(
                                        "pluginVersion: \"([^\"]+)\"",
                                        Files.readString(ProjectFiles.root()
                                                .resolve("dashboards/provisioning/alerting/rules.yaml")))
                                .get(0));
        String boards =
                Files.readString(ProjectFiles.root().resolve("dashboards/provisioning/dashboards/crm-pulse.yaml"));
        assertThat(all("path: (/[^}]+)/(?:en|zh)}", boards)).containsOnly("/var/lib/grafana/crm-pulse");
        assertThat(strings(grafana.get("volumes")))
                .contains(
                        "../dashboards/provisioning:/etc/grafana/provisioning:ro",
                        "../dashboards/grafana:/var/lib/grafana/crm-pulse:ro");
    }

    /** The file says what docs/operations.md says; whoever knows the password can do no more. */
    @Test
    void theReaderOfClickHouseMayReadAlone() throws IOException {
        String reader = Files.readString(DEPLOY.resolve("clickhouse/reader.xml"));
        List<String> documented = all(
                "(GRANT [^;\n]+) TO crm_reader;",
                Files.readString(ProjectFiles.root().resolve("docs/operations.md")));

        assertThat(all("<query>([^<]+)</query>", reader)).isNotEmpty().containsExactlyElementsOf(documented);
        assertThat(reader).contains("<readonly>2</readonly>", "<password from_env=\"CLICKHOUSE_READER_PASSWORD\"/>");
        assertThat(Files.readAllLines(DEPLOY.resolve("reader.env.example"))).contains("CLICKHOUSE_READER=crm_reader");
        Map<String, Object> services = at(compose(), "services");
        assertThat(strings(map(services.get("clickhouse")).get("env_file")))
                .containsExactly("secrets.env", "reader.env");
    }

    @Test
    void noPasswordIsWrittenDown() throws IOException {
        assertThat(Files.readString(DEPLOY.resolve("compose.yaml"))).doesNotContainIgnoringCase("password:");
        assertThat(Files.readAllLines(DEPLOY.resolve("secrets.env.example"))).contains("CLICKHOUSE_PASSWORD=");
        assertThat(Files.readAllLines(DEPLOY.resolve("reader.env.example"))).contains("CLICKHOUSE_READER_PASSWORD=");
        assertThat(Files.readAllLines(DEPLOY.resolve("grafana.env.example"))).contains("GF_SECURITY_ADMIN_PASSWORD=");
        assertThat(Files.readAllLines(ProjectFiles.root().resolve(".gitignore")))
                .contains("secrets.env", "reader.env", "grafana.env");
    }

    @Test
    void theJobJarHoldsEveryLibraryThatNoClusterHas() throws IOException {
        String jobs = Files.readString(ProjectFiles.root().resolve("jobs/pom.xml"));
        String connectors = Files.readString(ProjectFiles.root().resolve("connectors/pom.xml"));
        List<String> groups = new ArrayList<>(all("<dependency><groupId>([^<]+)<(?![^\n]*<scope>test<)", jobs));
        groups.addAll(all("<dependency><groupId>([^<]+)<(?![^\n]*<scope>test<)", connectors));
        groups.removeIf(group -> NOT_OF_THE_JAR.stream().anyMatch(group::startsWith));
        List<String> included = all("<include>([^:<]+)[^<]*</include>", jobs);

        assertThat(groups).contains("com.clickhouse", "info.picocli").allMatch(group -> included.stream()
                .anyMatch(one -> group.startsWith(one.replace(".*", ""))));
    }

    @Test
    void rocksDbIsSetAsItIsTested() throws IOException {
        Map<String, String> settings = RocksDbSettings.configuration().toMap();
        Map<String, Object> composed = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(at(compose(), "x-flink", "environment")
                        .get("FLINK_PROPERTIES")
                        .toString());
        Map<String, Object> deployed =
                at(documents(DEPLOY.resolve("kubernetes/flinkdeployment.yaml")).get(0), "spec", "flinkConfiguration");

        assertThat(settings).hasSize(3).allSatisfy((name, value) -> assertThat(List.of(composed, deployed))
                .allSatisfy(file -> assertThat(file.get(name)).as(name).hasToString(value)));
    }

    @Test
    void kubernetesRunsTheProgramInTheImage() throws IOException {
        List<Map<String, Object>> documents = documents(DEPLOY.resolve("kubernetes/flinkdeployment.yaml"));
        Map<String, Object> deployment = documents.get(0);
        Map<String, Object> job = at(deployment, "spec", "job");

        assertThat(deployment)
                .containsEntry("kind", "FlinkDeployment")
                .containsEntry("apiVersion", "flink.apache.org/v1beta1");
        assertThat(job)
                .containsEntry("entryClass", CrmPulseJob.class.getName())
                .containsEntry("upgradeMode", "savepoint");
        assertThat(CrmPulseJob.timelinesOf(strings(job.get("args")).subList(0, 1)))
                .isEqualTo(Timelines.ALL);
        String release = release("flink.version");
        assertThat(at(deployment, "spec"))
                .containsEntry(
                        "flinkVersion",
                        "v" + release.substring(0, release.lastIndexOf('.')).replace('.', '_'))
                .containsEntry("image", "crm-pulse:" + projectRelease());
        String jarInImage = job.get("jarURI").toString().substring("local://".length());
        assertThat(Files.readAllLines(DEPLOY.resolve("kubernetes/Dockerfile")))
                .contains(
                        "FROM flink:" + release + "-java" + release("maven.compiler.release"),
                        "COPY --chown=flink:flink " + JOB_JAR + " " + jarInImage);
    }

    private static Map<String, Object> compose() throws IOException {
        return documents(DEPLOY.resolve("compose.yaml")).get(0);
    }

    private static List<Map<String, Object>> documents(Path file) throws IOException {
        Iterable<Object> documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(file));
        return StreamSupport.stream(documents.spliterator(), false)
                .map(DeployFilesTest::map)
                .toList();
    }

    private static Map<String, Object> at(Map<String, Object> root, String... names) {
        Map<String, Object> found = root;
        for (String name : names) {
            found = map(found.get(name));
        }
        return found;
    }

    @SuppressWarnings("unchecked") // keys of these files are texts
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static List<String> strings(Object node) {
        return ((List<?>) node).stream().map(String::valueOf).toList();
    }

    private static Map<String, Object> images(Map<String, Object> services) {
        return services.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, service -> map(service.getValue()).get("image")));
    }

    /** Names of environment variables in the job's configuration, comments aside. */
    private static List<String> variables() throws IOException {
        String configuration = Files.readAllLines(DEPLOY.resolve("config/crm-pulse.yaml")).stream()
                .filter(line -> !line.strip().startsWith("#"))
                .map(line -> line.replaceFirst(" #.*", ""))
                .collect(Collectors.joining("\n"));
        return all("\\$\\{([A-Z_]+)}", configuration);
    }

    /** Variables that a file sets. */
    private static List<String> namesIn(String file) throws IOException {
        return Files.readAllLines(DEPLOY.resolve(file)).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    /** The release whose types boards are held against. */
    private static String grafanaRelease() throws IOException {
        return new ObjectMapper()
                .readTree(ProjectFiles.root()
                        .resolve("dashboards/schema/package.json")
                        .toFile())
                .at("/devDependencies/@grafana~1schema")
                .textValue();
    }

    private static String release(String property) throws IOException {
        return only("<" + Pattern.quote(property) + ">([^<]+)<", "pom.xml");
    }

    private static String projectRelease() throws IOException {
        return all("<version>([^<]+)<", Files.readString(ProjectFiles.root().resolve("pom.xml")))
                .get(0);
    }

    /** Year and release of the engine that stands in for a server. */
    private static String clickHouseRelease() throws IOException {
        String engine = new ObjectMapper()
                .readTree(ProjectFiles.root()
                        .resolve("embedded/engine/package.json")
                        .toFile())
                .at("/dependencies/@chdb~1lib-linux-x64-gnu")
                .textValue();
        return engine.substring(0, engine.indexOf('.', engine.indexOf('.') + 1));
    }

    private static String only(String pattern, String file) throws IOException {
        List<String> found = all(pattern, Files.readString(ProjectFiles.root().resolve(file)));
        assertThat(found).as("%s in %s", pattern, file).hasSize(1);
        return found.get(0);
    }

    private static List<String> all(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
