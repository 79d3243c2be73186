package dev.crmpulse.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The expected values were computed with openssl dgst -sha256 -hmac. */
class SignatureTest {
    @Test
    void aBodyIsSignedInHexadecimal() {
        assertThat(Signature.ofBody("s3cret", "{\"text\":\"lead L-1\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("7d89bcaf9e100bddf348fd8e0a23c59969bdf35e6b0f2670527bc132df4d3e91");
    }

    @Test
    void dingTalkWantsTimeAndSecretSignedWithTheSecret() {
        assertThat(Signature.ofDingTalk("SECabc123", 1_772_359_200_123L))
                .isEqualTo("zud/9fMwz7WaHg5TWsN69akx/eMn0bOHDOgnK3jpqQI=");
    }

    @Test
    void feishuWantsNothingSignedWithTimeAndSecret() {
        assertThat(Signature.ofFeishu("SECabc123", 1_772_359_200L))
                .isEqualTo("RWQrKCZr+GSHCNVPLn4MbikpNp2B3JbDcboYnVObKDY=");
    }
}
