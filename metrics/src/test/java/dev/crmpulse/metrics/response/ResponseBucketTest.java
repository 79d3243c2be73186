package dev.crmpulse.metrics.response;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseBucketTest {
    @ParameterizedTest
    @CsvSource({
        "0, <1h",
        "3599999, <1h",
        "3600000, 1-4h",
        "14399999, 1-4h",
        "14400000, 4-24h",
        "86399999, 4-24h",
        "86400000, >=24h",
        "9223372036854775807, >=24h"
    })
    void aBoundBelongsToTheBucketAboveIt(long millis, String label) {
        assertThat(ResponseBucket.of(millis).label()).isEqualTo(label);
    }
}
