package dev.crmpulse.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** By what receivers know that a post is ours, as each of them asks for it. */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** Of the body, in hexadecimal. */
    static String ofBody(String secret, byte[] body) {
        return HexFormat.of().formatHex(hmac(secret, body));
    }

    /** As DingTalk asks: keyed with the secret, over the time and the secret. */
    static String ofDingTalk(String secret, long epochMillis) {
        return base64(hmac(secret, stamped(secret, epochMillis).getBytes(UTF_8)));
    }

    /** As Feishu asks: keyed with the time and the secret, over nothing. */
    static String ofFeishu(String secret, long epochSeconds) {
        return base64(hmac(stamped(secret, epochSeconds), new byte[0]));
    }

    private static String stamped(String secret, long time) {
        return time + "\n" + secret;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] hmac(String key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
