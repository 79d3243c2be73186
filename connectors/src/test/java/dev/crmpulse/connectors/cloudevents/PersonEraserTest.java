package dev.crmpulse.connectors.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An event without a person says all that figures know of it, and nothing of who the person was. */
class PersonEraserTest {
    private static final String PSEUDONYM = "erased-0123456789abcdef";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rep/R-7      | {'tenant':'acme','actor':'R-7','data':{}} | {'tenant':'acme','actor':'P','data':{}}",
                "rep/R-7      | {'tenant':'acme','subject':'rep/R-7'} | {'tenant':'acme','subject':'rep/P'}",
                "rep/R-7      | {'tenant':'acme','id':'R-7-1'} | {'tenant':'acme','id':'P-1'}",
                "rep/R-7      | {'tenant':'acme','data':{'owner':'R-7','amount':12.50,'x':1e3}} |"
                        + " {'tenant':'acme','data':{'owner':'P','amount':12.50,'x':1e3}}",
                "rep/7        | {'tenant':'acme','data':{'owner':7,'amount':7,'lead_id':'7'}} |"
                        + " {'tenant':'acme','data':{'owner':'P','amount':7,'lead_id':'7'}}",
                "lead/7       | {'tenant':'acme','subject':'lead/7','data':{'owner':7,'into':'7'}} |"
                        + " {'tenant':'acme','subject':'lead/P','data':{'owner':7,'into':'P'}}",
                "person/7     | {'tenant':'acme','subject':'lead/7','data':{'owner':7,'stage':'7'}} |"
                        + " {'tenant':'acme','subject':'lead/P','data':{'owner':'P','stage':'7'}}",
                "customer/C-4 | {'tenant':'acme','actor':'C-4','actortype':'customer'} |"
                        + " {'tenant':'acme','actor':'P','actortype':'customer'}",
                "rep/R-7      | {'tenant':'acme','type':'crm.handover.started','data':{'from':'R-7','to':'R-8'}} |"
                        + " {'tenant':'acme','type':'crm.handover.started','data':{'from':'P','to':'R-8'}}",
                "rep/R-7      | {'tenant':'acme','data':{'notes':'asked R-7, not R-71'}} |"
                        + " {'tenant':'acme','data':{'notes':'asked ***, not R-71'}}",
                "rep/R-7      | {'tenant':'acme','data':{'comment':['by ann lee',1]}} |"
                        + " {'tenant':'acme','data':{'comment':['by *******',1]}}",
                "rep/R-7      | {'tenant':'acme','data':{'dimensions':{'seller':'R-7'}}} |"
                        + " {'tenant':'acme','data':{'dimensions':{'seller':'P'}}}",
            })
    void idsBecomeThePseudonymAndMentionsAreMasked(String person, String event, String expected) {
        assertThat(text(eraser(person).erase(json(event))))
                .isEqualTo(text(json(expected.replace("P'", PSEUDONYM + "'").replace("'P-", "'" + PSEUDONYM + "-"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tenant':'other','actor':'R-7'}",
                "{'tenant':'acme','actor':'R-70','data':{'owner':'r-7','notes':'\\u00e9'}}",
                "{'tenant':'acme','actor':'R-8', 'data' : {'notes':'called'}}"
            })
    void anEventThatDoesNotNameThePersonIsTheSame(String event) {
        byte[] bytes = json(event);

        assertThat(eraser("rep/R-7").erase(bytes)).isSameAs(bytes);
    }

    @Test
    void anEscapeHidesNobody() {
        byte[] erased = eraser("rep/R-7").erase(json("{'tenant':'acme','data':{'owner':'\\u0052-7'}}"));

        assertThat(text(erased)).isEqualTo(text(json("{'tenant':'acme','data':{'owner':'" + PSEUDONYM + "'}}")));
    }

    @Test
    void textsOfThePersonKeepTheirLengthAndWhetherTheyAreEqual() {
        PersonEraser eraser = eraser("rep/R-7");
        String event = "{'tenant':'acme','actor':'R-7','data':{'notes':'%s','phone':4915112345678,'ok':true}}";

        String first = text(eraser.erase(json(event.formatted("sent the offer"))));
        String second = text(eraser.erase(json(event.formatted("sent the order"))));

        assertThat(first)
                .matches("\\{\"tenant\":\"acme\",\"actor\":\"" + PSEUDONYM
                        + "\",\"data\":\\{\"notes\":\"\\w{4} \\w{3} \\w{5}\",\"phone\":\"\\w{13}\",\"ok\":true}}")
                .doesNotContain("offer")
                .isNotEqualTo(second)
                .isEqualTo(text(eraser.erase(json(event.formatted("sent the offer")))));
        // with letters of another erasure nobody can try texts out
        assertThat(text(eraser("rep/R-7").erase(json(event.formatted("sent the offer")))))
                .isNotEqualTo(first);
    }

    @Test
    void whatIsNoJsonIsDroppedWhereItNamesThePerson() {
        PersonEraser eraser = eraser("rep/R-7");

        assertThat(eraser.eraseUnreadable(json("{'tenant':'acme','actor':'R-7'")))
                .isEmpty();
        assertThat(eraser.eraseUnreadable(json("a;row;of ANN LEE"))).isEmpty();
        assertThat(eraser.eraseUnreadable(json("{'actor':'R-7'}")))
                .as("of whichever tenant")
                .isEmpty();
        assertThat(eraser.eraseUnreadable(json("{'tenant':'acme','actor':'R-7'}")))
                .hasValueSatisfying(bytes -> assertThat(text(bytes)).contains(PSEUDONYM));
        assertThat(eraser.eraseUnreadable(json("{'tenant':'acme',"))).isPresent();
    }

    private static PersonEraser eraser(String person) {
        int slash = person.indexOf('/');
        return new PersonEraser(new Erasure(
                "acme",
                PersonKind.named(person.substring(0, slash)).orElseThrow(),
                person.substring(slash + 1),
                PSEUDONYM,
                List.of("Ann Lee")));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
