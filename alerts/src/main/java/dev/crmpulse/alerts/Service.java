package dev.crmpulse.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Whose webhook it is. The robots of chat groups answer 200 to everything and put the error into the body. */
public enum Service {
    GENERIC("", Set.of()),
    SLACK("", Set.of()),
    DINGTALK("errcode", Set.of(-1, 130101, 410100)),
    WECOM("errcode", Set.of(-1, 45009)),
    FEISHU("code", Set.of(11232));

    private static final JsonMapper MAPPER = new JsonMapper();

    private final String codeMember;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of makes sets that never change
    private final Set<Integer> busyCodes;

    /**
     * @param codeMember of the answer's body; 0 is success
     * @param busyCodes what is answered where the service is busy, or was posted to too often
     */
    Service(String codeMember, Set<Integer> busyCodes) {
        this.codeMember = codeMember;
        this.busyCodes = busyCodes;
    }

    /** As settings name it. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Makes a value harmless in texts of the service, of which some have markup. */
    String plain(String value) {
        return this == SLACK ? value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") : value;
    }

    /** What an answer of status 2xx means. */
    Answer read(byte[] body) {
        if (codeMember.isEmpty()) {
            return new Answer.Accepted();
        }
        JsonNode code = code(body);
        if (!code.isIntegralNumber()) {
            return new Answer.Refused("an answer without '" + codeMember + "'; is it a webhook of " + written() + "?");
        }
        String problem = codeMember + ' ' + code.asText();
        if (busyCodes.contains(code.asInt())) {
            return new Answer.Unavailable(problem, Duration.ZERO);
        }
        return code.asInt() == 0 ? new Answer.Accepted() : new Answer.Refused(problem);
    }

    private JsonNode code(byte[] body) {
        try {
            return MAPPER.readTree(body).path(codeMember);
        } catch (JsonProcessingException noJson) {
            return MAPPER.missingNode();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
