package dev.crmpulse.verify.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({
        "write to jane.doe@example.com,                 write to j***@***",
        "jane@mail1,                                    j***@***",
        "call +49 30 1234567 now,                       call *** now",
        "policy_id = first-response@1,                  policy_id = first-response@1",
        "calendar_id = cn-office@12,                    calendar_id = cn-office@12",
        "2026-03-02T08:00:00.000Z,                      2026-03-02T08:00:00.000Z",
        "500006,                                        500006"
    })
    void whoPeopleAreIsHiddenAndWhatEvaluatesThemIsNot(String text, String shown) {
        assertThat(Masking.mask(text)).isEqualTo(shown);
    }
}
