package dev.crmpulse.connectors.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.PolicyCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake is one line: file, line, what is wrong, what to write. */
class PolicyErrorsTest {
    private static final String SLA = """
            kind: sla
            id: answer
            version: 1
            effective_from: 2026-01-01
            entity: lead
            start: {type: lead.created}
            stop: {interaction: answer}
            calendar: business
            episodes: once
            levels:
              - {name: late, target: 4 h}
            """;

    private static final String CALENDAR = """
            kind: calendar
            id: office
            version: 1
            effective_from: 2026-01-01
            zone: Europe/Berlin
            week:
              mon-fri: ["09:00-12:00", "13:00-18:00"]
            days:
              - {off: 2026-12-24 to 2026-12-26, name: Christmas}
              - {work: 2026-12-19, like: mon}
            """;

    private static final String FUNNEL = """
            kind: funnel
            id: order
            version: 1
            effective_from: 2026-01-01
            entity: deal
            order: strict
            window: 90 d
            steps:
              - {name: created, when: {type: deal.created}}
              - {name: won, when: {type: deal.won}}
            """;

    private static final String TIER = """
            kind: tier
            id: scoring
            version: 1
            effective_from: 2026-01-01
            rules:
              - {when: {type: lead.created, intent: high}, points: 20, at_most: 2}
            tiers:
              - {tier: A, from: 60}
              - {tier: B, from: 0}
            """;

    private static final String PROFILE = """
            kind: tenant
            tenant: acme
            id: profile
            version: 1
            effective_from: 2026-01-01
            zone: Europe/Berlin
            currency: EUR
            minimum_n: 30
            """;

    private static final String BENCHMARK = """
            kind: benchmark
            id: response-conversion
            version: 1
            effective_from: 2026-01-01
            lines:
              industry: {"<1h": 35.2}
            """;

    private static final String BREAKER = """
            kind: breaker
            id: assignment-breaker
            version: 1
            effective_from: 2026-01-01
            at_risk: 2
            open: 3
            cool_down: 30 min
            """;

    private static final String QUALITY = """
            kind: quality
            id: follow-up-quality
            version: 1
            effective_from: 2026-01-01
            follow_ups: {per_week: 3, most_per_week: 10, silence: 14 d, yield_window: 30 d, completeness_percent: 95, ineffective: [no answer], invitations: demo}
            perfunctory: {reply_within: 48 h, shortest_notes: 6, shortest_call: 10 s, satisfaction_percent: 70, answers: 8}
            authenticity:
              contact_before_stage: 14 d
              identical_notes: 3
              back_dated: 3 d
              contradiction: 30 d
              burst: {percent: 70, at_least: 10}
              intent_lost: {percent: 95, at_least: 10}
            topics: {price: [Price, discount]}
            """;

    private static final String SCORECARD = """
            kind: scorecard
            id: score
            version: 1
            effective_from: 2026-01-01
            subjects: [person, team]
            periods: month
            phase: mature
            weekly_roles: newcomer
            led_by: service
            groups:
              - {group: result, weights: {mature: 40, growth: 60}, range: {from: 30, to: 60}, parts: [{part: won, measure: conversion, target: 15, cap: 100}]}
              - {group: service, weights: {mature: 60, growth: 40}, parts: [{part: speed, measure: first-response, share: 2}, {part: nps, measure: nps}]}
            tiers: [{tier: top, from: 90, gates: {won: 10}}, {tier: rest, from: 0}]
            coefficients: [{from: 80, factor: 1.2}, {from: 0, factor: 1}]
            corrections: {per_point: 0.5, most_progress: 5}
            provisional_below: 5
            """;

    @TempDir
    Path directory;

    @Test
    void thePoliciesThatTheMistakesAreMadeInAreGood() throws IOException {
        String all = String.join("---\n", SLA, CALENDAR, FUNNEL, TIER, PROFILE, BENCHMARK, BREAKER, QUALITY, SCORECARD);
        assertThat(PolicyFile.read(write(all))).as("several documents").hasSize(9);
        assertThat(PolicyFile.read(write("- " + SLA.strip().indent(2).strip())))
                .as("a list")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind: sla       | kind: slaa             | 1: unknown kind of policy 'slaa', did you mean 'sla'?",
                "kind: sla       | kind: rule               | 1: unknown kind of policy 'rule'; known are calendar, tenant, sla, funnel, tier, benchmark, breaker, quality, scorecard",
                "kind: sla       | #                        | 2: a policy needs 'kind'",
                "episodes: once      | episode: once            | 9: unknown field 'episode' in a policy of kind sla, did you mean 'episodes'?",
                "id: answer          | id: First answer         | 2: 'First answer' is no id; write small letters, digits, - and _, such as first-response",
                "id: answer          | tenant: a/b              | 2: 'tenant' may not hold a slash",
                "version: 1          | version: one             | 3: 'version' is a whole number, not 'one'",
                "version: 1          | version: 0               | 3: 'version' is 1 or more, not 0",
                "effective_from: 2026-01-01 | effective_from: 1/1/26 | 4: '1/1/26' is no date; write such as 2026-01-01 or 2026-01-01T08:00:00Z",
                "effective_from: 2026-01-01 | effective_from: 2026-02-30 | 4: '2026-02-30' is no date; write such as 2026-01-01 or 2026-01-01T08:00:00Z",
                "effective_from: 2026-01-01 | #                 | 1: a policy of kind sla needs 'effective_from'",
                "entity: lead        | entity: handover         | 5: unknown entity 'handover'; known are lead, deal, ticket, improvement, customer, proposal, question, contract, order, invoice",
                "{type: lead.created} | {type: lead.create}     | 6: unknown event type 'crm.lead.create', did you mean 'crm.lead.created'?",
                "{type: lead.created} | {typ: lead.created}     | 6: unknown field 'typ' in a condition, did you mean 'type'?",
                "{type: lead.created} | {channel: web}          | 6: a condition needs a 'type' of events or an 'interaction'",
                "{type: lead.created} | {type: lead.created, to: Demo} | 6: 'to' is no field of crm.lead.created",
                "{type: lead.created} | []                      | 6: 'start' is an empty list",
                "{interaction: answer}        | {interaction: anser}            | 7: unknown interaction 'anser', did you mean 'answer'?",
                "{interaction: answer}        | {interaction: conversation, type: message.sent} | 7: crm.message.sent is never the interaction 'conversation'",
                "{interaction: answer}        | {type: activity.logged, duration_at_least: 10} | 7: 'duration_at_least': '10' is no length of time; write a number with s, min, h or d, such as 4 h",
                "stop: {interaction: answer}  | #                       | 1: an SLA that nothing stops or cancels is broken for certain",
                "stop: {interaction: answer}  | pause: {type: deal.won} | 1: an SLA that nothing stops or cancels is broken for certain",
                "episodes: once      | episodes: twice          | 9: unknown word for episodes 'twice'; known are once, each, restart",
                "episodes: once      | repeating: maybe         | 1: a policy of kind sla needs 'episodes'",
                "target: 4 h          | target: 4               | 11: 'target': '4' is no length of time; write a number with s, min, h or d, such as 4 h",
                "target: 4 h          | target: 4 weeks         | 11: 'target': '4 weeks' is no length of time; write a number with s, min, h or d, such as 4 h",
                "target: 4 h          | taget: 4 h              | 11: unknown field 'taget' in a level, did you mean 'target'?",
                "calendar: business   | planned: next_step_at   | 1: a policy of kind sla needs 'calendar'",
                "calendar: business   | calendar: business¶planned: next_step | 9: 'next_step' is no planned date; known are next_step_at, planned_at, due_at, and due.NAME for a date of 'due', did you mean 'next_step_at'?",
                "calendar: business   | calendar: business¶planned: next_step_at | 1: an SLA with a planned date runs in literal time, without pauses",
                "calendar: business   | calendar: literal¶repeating: maybe | 9: 'repeating' is true or false",
            })
    void mistakesInAPromise(String right, String wrong, String message) throws IOException {
        assertMistake(SLA, right, wrong, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Europe/Berlin      | Europe/Berln         | 5: unknown zone 'Europe/Berln', did you mean 'Europe/Berlin'?",
                "mon-fri:           | mon-fry:             | 7: unknown day of the week 'fry', did you mean 'fri'?",
                "\"09:00-12:00\"    | \"9-12\"             | 7: '9-12' is no hours; write such as 09:00-12:30",
                "\"09:00-12:00\"    | \"09:00-13:30\"      | 7: Monday: 09:00-13:30 and 13:00-18:00 overlap",
                "\"09:00-12:00\"    | \"22:00-09:30\", \"09:00-10:00\" | 1: Monday 22:00-09:30 runs into Tuesday 09:00-10:00",
                "mon-fri:           | fri: \"09:00-10:00\"¶  mon-fri: | 8: the hours of Friday are given twice",
                "2026-12-24 to      | 2026-12-27 to        | 9: '2026-12-27 to 2026-12-26' is no time of one day to a year",
                "2026-12-24 to      | 24.12. to            | 9: '24.12.' is no date; write such as 2026-10-01, or 2026-10-01 to 2026-10-07",
                "name: Christmas    | hours: \"09:00-10:00\" | 9: a day off has no hours",
                "{off:              | {of:                 | 9: unknown field 'of' in a day, did you mean 'off'?",
                "{off:              | {work: 2026-12-01, off: | 9: a day is either 'off' or 'work'",
                "like: mon          | like: sun            | 1: 2026-12-19 is like Sunday, which has no hours",
                "like: mon          | like: mon, hours: \"09:00-10:00\" | 10: a day has either 'hours' or is 'like' another",
                "work: 2026-12-19   | work: 2026-12-25     | 10: 2026-12-25 is given twice",
            })
    void mistakesInACalendar(String right, String wrong, String message) throws IOException {
        assertMistake(CALENDAR, right, wrong, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "window: 90 d  | #             | 1: a policy of kind funnel needs 'window'",
                "window: 90 d  | window: 0 d   | 1: a funnel without a window counts nothing: write such as window: 90 d",
                "window: 90 d  | window: 90    | 7: 'window': '90' is no length of time; write a number with s, min, h or d, such as 4 h",
                "order: strict | order: loose  | 6: unknown order 'loose'; known are strict, implied, any",
                "name: won     | name: created | 1: two steps have the same name",
                "when: {type: deal.won} | whn: {type: deal.won} | 10: unknown field 'whn' in a step, did you mean 'when'?",
                "window: 90 d  | window: 90 d¶target_percent: 150 | 8: 'target_percent' is a percentage from 0 to 100, not 150",
            })
    void EdgeCase_25_mistakesInAFunnel(String right, String wrong, String message) throws IOException {
        assertMistake(FUNNEL, right, wrong, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from: 60    | from: many   | 8: 'from' is a whole number, not 'many'",
                "from: 60    | from: 0      | 1: tier B begins at 0 points, not below tier A before it",
                "points: 20  | points: 2.5  | 6: 'points' is a whole number, not '2.5'",
                "at_most: 2  | at_most: 0   | 6: 'at_most' is 1 or more, not 0",
                "id: scoring | id: other    | 1: the id of a tier policy is 'scoring', for a lead is in one tier",
                "intent: high | kind: high  | 6: 'kind' is no field of crm.lead.created",
            })
    void mistakesInTheScoring(String right, String wrong, String message) throws IOException {
        assertMistake(TIER, right, wrong, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: profile   | id: other    | 1: the id of a tenant's policy is 'profile', for it has one",
                "currency: EUR | currency: €  | 7: '€' is no currency; write three capitals such as CNY",
                "minimum_n: 30 | minimum_n: 0 | 1: the smallest n that is shown is 1 or more, not 0",
                "zone: Europe/Berlin | calendar: x | 1: a policy of kind tenant needs 'zone'",
                "zone: Europe/Berlin | zone: UTC+8 | 6: unknown zone 'UTC+8', did you mean 'Etc/GMT-8'?",
                "zone: Europe/Berlin | zone: +08:00 | 6: unknown zone '+08:00', did you mean 'Etc/GMT-8'?",
                "zone: Europe/Berlin | zone: Z | 6: unknown zone 'Z', did you mean 'UTC'?",
                "zone: Europe/Berlin | zone: +05:30 | 6: unknown zone '+05:30'; write one such as UTC or Europe/Amsterdam",
            })
    void mistakesInAProfile(String right, String wrong, String message) throws IOException {
        assertMistake(PROFILE, right, wrong, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"<1h\": 35.2 | \"<1\": 35.2   | 6: unknown field '<1' in line 'industry', did you mean '<1h'?",
                "\"<1h\": 35.2 | \"<1h\": 352   | 6: '<1h' is a percentage from 0 to 100, not 352",
                "\"<1h\": 35.2 | \"<1h\": some  | 6: '<1h' is a number, not 'some'",
            })
    void mistakesInABenchmark(String right, String wrong, String message) throws IOException {
        assertMistake(BENCHMARK, right, wrong, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: assignment-breaker | id: other | 1: the id of a breaker policy is 'assignment-breaker', for there is one",
                "at_risk: 2        | at_risk: 0      | 1: 'at_risk' is 1 failure in a row or more, not 0",
                "open: 3           | open: 1         | 1: 'open' is as many failures in a row as 'at_risk' (2) or more, not 1",
                "cool_down: 30 min | cool_down: 0 h  | 1: 'cool_down' is longer than 0",
                "cool_down: 30 min | cool_down: long | 7: 'cool_down': 'long' is no length of time; write a number with s, min, h or d, such as 4 h",
                "open: 3           | opens: 3        | 6: unknown field 'opens' in a policy of kind breaker, did you mean 'open'?",
            })
    void mistakesInABreaker(String right, String wrong, String message) throws IOException {
        assertMistake(BREAKER, right, wrong, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: follow-up-quality | id: other         | 1: the id of a quality policy is 'follow-up-quality', for there is one",
                "per_week: 3           | per_week: 0       | 5: 'per_week' is 1 or more, not 0",
                "most_per_week: 10     | most_per_week: 2  | 5: 'most_per_week' is as many as 'per_week' (3) or more, not 2",
                "reply_within: 48 h    | reply_within: two | 6: 'reply_within': 'two' is no length of time; write a number with s, min, h or d, such as 4 h",
                "back_dated: 3 d       | backdated: 3 d    | 10: unknown field 'backdated' in 'authenticity', did you mean 'back_dated'?",
                "{percent: 70, at_least: 10} | {percent: 70, at_least: 0} | 12: 'at_least' is 1 or more, not 0",
                "{percent: 95, at_least: 10} | {percent: 101, at_least: 10} | 13: 'percent' is a percentage from 0 to 100, not 101",
            })
    void mistakesInAQuality(String right, String wrong, String message) throws IOException {
        assertMistake(QUALITY, right, wrong, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "subjects: [person, team] | subjects: [person, teem] | 5: unknown subject 'teem', did you mean 'team'?",
                "subjects: [person, team] | subjects: team   | 1: 'weekly_roles' are roles of people, who are not scored",
                "{mature: 40, growth: 60} | {mature: 40}     | 1: the weights for 'growth' are 80 together, not 100; name it in 'rescaled' if they are to be made 100",
                "{mature: 40, growth: 60} | {mature: 30, growth: 60} | 1: the weights for 'mature' are 90 together, not 100; name it in 'rescaled' if they are to be made 100",
                "{from: 30, to: 60}       | {from: 30, to: 50} | 1: the weight of group result for 'growth' is 60, outside its range of 30 to 50",
                "{from: 30, to: 60}       | {from: 70, to: 60} | 11: a range of weights begins at 70 and ends before that, at 60",
                "measure: nps             | measure: mps     | 12: unknown measure 'mps', did you mean 'nps'?",
                "part: nps                | part: won        | 1: two parts are called won",
                "group: service           | group: result    | 1: two groups are called result",
                "share: 2                 | share: 0         | 12: the share of part speed is more than 0",
                "target: 15               | target: 0        | 11: the target of part won is more than 0",
                "cap: 100                 | better: lower    | 11: where lower is better, part won needs a target and a cap: nothing at all is the best",
                "gates: {won: 10}         | gates: {lost: 10} | 1: a gate of tier top names the part 'lost', which is not there",
                "{tier: top, from: 90     | {tier: top, from: 0 | 1: 'tiers' are given highest first: 0 does not come after 0",
                "factor: 1.2}             | fator: 1.2}      | 14: unknown field 'fator' in a coefficient, did you mean 'factor'?",
                "led_by: service          | led_by: servise  | 1: 'led_by' names the group 'servise', which is not there",
                "per_point: 0.5           | per_point: half  | 15: 'per_point' is a number, not 'half'",
            })
    void mistakesInAScorecard(String right, String wrong, String message) throws IOException {
        assertMistake(SCORECARD, right, wrong, message);
    }

    @Test
    void aScorecardThatIsLedTooMuchOrTooLittleIsDoubted() throws IOException {
        String led = "{mature: 60, growth: 40}";
        assertThat(PolicyCheck.doubts(PolicyFile.read(write(SCORECARD))))
                .containsExactly(
                        "scorecard score version 1: group service weighs 40 for 'growth': below 50 it does not lead");
        assertThat(PolicyCheck.doubts(PolicyFile.read(write(SCORECARD
                        .replace("{mature: 40, growth: 60}, range: {from: 30, to: 60}", "{all: 20}")
                        .replace(led, "{all: 80}")))))
                .containsExactly(
                        "scorecard score version 1: group service weighs 80 for 'all': from 80 on nothing else counts");
        assertThat(PolicyCheck.doubts(ShippedPolicies.all())).isEmpty();
    }

    @Test
    void aPolicyIsGivenOncePerDate() throws IOException {
        Path file = write(SLA + "---\n" + SLA.replace("version: 1", "version: 2"));
        assertThatThrownBy(() -> PolicyFile.read(file))
                .isInstanceOf(PolicyException.class)
                .hasMessage(file + ":13: sla 'answer' is given in line 1 already, from the same date on");
    }

    @Test
    void aFileThatIsNoPolicy() throws IOException {
        Path missing = directory.resolve("missing.yaml");
        assertThatThrownBy(() -> PolicyFile.read(missing))
                .hasMessage(missing + ": no such file; check the path of the policy");
        Path empty = write("# nothing\n");
        assertThatThrownBy(() -> PolicyFile.read(empty))
                .hasMessage(empty + ": is empty; copy a policy that comes with crm-pulse");
        Path text = write("just words\n");
        assertThatThrownBy(() -> PolicyFile.read(text))
                .hasMessage(text + ":1: a policy must be written as 'name: value' lines, not as the single value 'just"
                        + " words'");
    }

    @Test
    void whatNoTimelineKeepsTrackOfIsReportedWithItsLine() throws IOException {
        Path file = write(FUNNEL.replace("entity: deal", "entity: ticket"));
        assertThatThrownBy(() -> PolicyFile.readFitting(List.of(file), Policies.NONE))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith(file + ":")
                .hasMessageEndingWith(
                        ": funnel order version 1 is made for a ticket, of which no timeline of this release"
                                + " keeps track; there are deal, lead");
    }

    @Test
    void aCalendarThatDoesNotExistIsReportedWithItsLineAndTheNearestOne() throws IOException {
        Path file = write(SLA.replace("calendar: business", "calendar: de-ofice"));
        assertThatThrownBy(() -> PolicyFile.readFitting(List.of(file), Policies.NONE))
                .isInstanceOf(PolicyException.class)
                .hasMessage(file + ":8: sla answer version 1 names the calendar 'de-ofice', which does not exist,"
                        + " did you mean 'de-office'?");
    }

    @Test
    void aCalendarThatIsInForceAlreadyOrComesInTheSameFileIsKnown() throws IOException {
        String sla = SLA.replace("calendar: business", "calendar: plant");
        String plant = CALENDAR.replaceFirst("id: .*", "id: plant").replaceFirst("tenant: .*", "tenant: \"*\"");
        Path alone = write(sla);
        Policies known = Policies.of(PolicyFile.read("known", plant));
        assertThat(PolicyFile.readFitting(List.of(alone), known)).hasSize(1);
        Path together = write(sla + "---\n" + plant);
        assertThat(PolicyFile.readFitting(List.of(together), Policies.NONE)).hasSize(2);
    }

    @Test
    void whatDidNotFitBeforeIsNotHeldAgainstAFile() throws IOException {
        Policies known = Policies.of(PolicyFile.read("known", SLA.replace("calendar: business", "calendar: gone")));
        Path file = write(PROFILE.replaceFirst("calendar: .*", "calendar: de-office"));
        assertThat(PolicyFile.readFitting(List.of(file), known)).hasSize(1);
    }

    @Test
    void aVersionThatFollowsALargerOneIsReportedWhereItStands() throws IOException {
        Policies known = Policies.of(PolicyFile.read("known", SLA.replace("version: 1", "version: 5")));
        Path file = write(SLA.replaceFirst("effective_from: .*", "effective_from: 2098-01-01"));
        assertThatThrownBy(() -> PolicyFile.readFitting(List.of(file), known))
                .hasMessageStartingWith(file + ":")
                .hasMessageContaining("sla answer version 1")
                .hasMessageEndingWith("follows version 5: give it a larger number");
    }

    private void assertMistake(String good, String right, String wrong, String message) throws IOException {
        assertThat(good).contains(right);
        Path file = write(good.replace(right, wrong.replace("¶", "\n")));
        assertThatThrownBy(() -> PolicyFile.read(file))
                .isInstanceOf(PolicyException.class)
                .hasMessage(file + ":" + message);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("policy.yaml"), yaml);
    }
}
