package dev.crmpulse.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;

/** Makes the signed request of a message. Signatures carry the time, so each attempt has its own. */
final class Post {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Post() {}

    /**
     * @param eventId under which the receiver knows the message again
     * @param body a JSON object
     */
    static HttpRequest of(Webhook webhook, String eventId, String body, Instant now) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .timeout(webhook.pace().timeout())
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "crm-pulse")
                .header("Idempotency-Key", printable(eventId));
        URI url = webhook.url();
        String signedBody = body;
        if (webhook.secret().isPresent()) {
            String secret = webhook.secret().get();
            switch (webhook.service()) {
                case DINGTALK -> url = signedForDingTalk(url, secret, now.toEpochMilli());
                case FEISHU -> signedBody = signedForFeishu(body, secret, now.getEpochSecond());
                case GENERIC, SLACK ->
                    request.header("X-CrmPulse-Signature", "sha256=" + Signature.ofBody(secret, body.getBytes(UTF_8)));
                case WECOM -> throw new IllegalStateException("WeCom knows no signatures");
            }
        }
        return request.uri(url).POST(BodyPublishers.ofString(signedBody)).build();
    }

    private static URI signedForDingTalk(URI url, String secret, long epochMillis) {
        String sign = URLEncoder.encode(Signature.ofDingTalk(secret, epochMillis), UTF_8);
        String separator = url.getRawQuery() == null ? "?" : "&";
        return URI.create(url + separator + "timestamp=" + epochMillis + "&sign=" + sign);
    }

    private static String signedForFeishu(String body, String secret, long epochSeconds) {
        try {
            ObjectNode signed = MAPPER.createObjectNode()
                    .put("timestamp", Long.toString(epochSeconds))
                    .put("sign", Signature.ofFeishu(secret, epochSeconds));
            signed.setAll((ObjectNode) MAPPER.readTree(body));
            return MAPPER.writeValueAsString(signed);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("templates make JSON objects alone", impossible);
        }
    }

    /** Headers bear ASCII alone; ids of CRMs need not be. */
    private static String printable(String id) {
        StringBuilder printable = new StringBuilder();
        for (byte b : id.getBytes(UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '%') {
                printable.append((char) b);
            } else {
                printable.append(String.format("%%%02X", b));
            }
        }
        return printable.toString();
    }
}
