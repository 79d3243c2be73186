package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The REST interface of an embedded Flink, asked from this machine. */
final class FlinkDoor {
    private static final Pattern JOB = Pattern.compile("\"jid\":\"([0-9a-f]{32})\"");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private FlinkDoor() {}

    /** Asserts that jobs and metrics are shown, and that nothing is taken that changes a job or brings one. */
    static void assertReadOnly(URI rest) throws IOException, InterruptedException {
        HttpResponse<String> overview = get(rest, "/jobs/overview");
        assertThat(overview.statusCode()).isEqualTo(200);
        assertThat(overview.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        Matcher jobs = JOB.matcher(overview.body());
        assertThat(jobs.find()).isTrue();
        String job = "/jobs/" + jobs.group(1);
        String before = get(rest, "/jobs").body();
        for (String readable : List.of(job, job + "/plan", job + "/metrics", job + "/checkpoints", "/taskmanagers")) {
            assertThat(get(rest, readable).statusCode()).as(readable).isEqualTo(200);
        }
        for (String refused : List.of(
                job + "/yarn-cancel",
                job + "/yarn-stop",
                job + "/yarn%2Dcancel",
                "/jars",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/logs",
                "/jobmanager/thread-dump",
                "/jobs/../jars",
                "/")) {
            assertThat(get(rest, refused).statusCode()).as(refused).isEqualTo(403);
        }
        for (String[] order : new String[][] {
            {"POST", "/jars/upload"},
            {"POST", "/jars/x.jar/run"},
            {"POST", "/jobs"},
            {"POST", job + "/savepoints"},
            {"POST", job + "/stop"},
            {"PATCH", job},
            {"PUT", job + "/resource-requirements"},
            {"DELETE", "/cluster"},
            {"OPTIONS", "/jobs/overview"}
        }) {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(rest.resolve(order[1]))
                            .method(order[0], BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(String.join(" ", order)).isEqualTo(405);
        }
        assertThat(get(rest, "/jobs").body()).as("nothing came of it").isEqualTo(before);
        assertThat(FlinkDoor.class.getClassLoader().getResource("web/index.html"))
                .as("the page that uploads jars")
                .isNull();
    }

    private static HttpResponse<String> get(URI rest, String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(rest + path)).build(), BodyHandlers.ofString());
    }
}
