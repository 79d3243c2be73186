package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.engine.policy.BenchmarkPolicy;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.metrics.response.ResponseBucket;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The declaration of lines to compare figures with: names of the author's choice, each with a percentage per bucket. */
final class BenchmarkForm {
    private static final List<String> BUCKETS =
            Arrays.stream(ResponseBucket.values()).map(ResponseBucket::label).toList();

    private static final Field<BenchmarkPolicy, Map<String, Map<String, BigDecimal>>> LINES =
            Field.required("lines", new Value<>(BenchmarkForm::read, BenchmarkForm::write), BenchmarkPolicy::lines);

    static final PolicyForm<BenchmarkPolicy> FORM = PolicyForm.of(
            PolicyKind.BENCHMARK,
            BenchmarkPolicy.class,
            List.of(LINES),
            written -> new BenchmarkPolicy(PolicyForm.head(written), LINES.of(written)));

    private BenchmarkForm() {}

    private static Map<String, Map<String, BigDecimal>> read(YamlFields written, String name) {
        Map<String, Map<String, BigDecimal>> lines = new LinkedHashMap<>();
        YamlFields.anyOf(written.required(name), "'" + name + "'").all().forEach((line, node) -> {
            YamlFields buckets = YamlFields.of(node, "line '" + line + "'", BUCKETS);
            Map<String, BigDecimal> percents = new LinkedHashMap<>();
            buckets.all()
                    .keySet()
                    .forEach(bucket ->
                            percents.put(bucket, Values.PERCENT.reader().apply(buckets, bucket)));
            lines.put(line, percents);
        });
        return lines;
    }

    private static JsonNode write(Map<String, Map<String, BigDecimal>> lines) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        lines.forEach((line, percents) -> {
            ObjectNode buckets = json.putObject(line);
            percents.forEach((bucket, percent) ->
                    buckets.set(bucket, Values.PERCENT.writer().apply(percent)));
        });
        return json;
    }
}
