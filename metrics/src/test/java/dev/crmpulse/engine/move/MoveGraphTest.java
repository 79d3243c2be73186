package dev.crmpulse.engine.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.OrderKey;
import dev.crmpulse.engine.event.TestEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Roots follow from the set of statements alone. */
class MoveGraphTest {
    @Example
    void aMergedLeadMovesAndTheOtherOneSharesItsHistory() {
        Roots roots = new Roots();

        assertThat(roots.take(merge("L1", "L2", 1)))
                .containsExactlyInAnyOrder(new Move("lead/L1", "lead/L2"), new Move("lead/L2", "lead/L2"));
    }

    @Example
    void aRepeatMovesNothing() {
        Roots roots = new Roots();
        roots.take(merge("L1", "L2", 1));

        assertThat(roots.take(merge("L1", "L2", 1))).isEmpty();
    }

    @Example
    void aChainOfFourMergedLeadsEndsAtTheFifthInAllOrders() {
        List<MoveStatement> chain =
                List.of(merge("L1", "L2", 1), merge("L2", "L3", 2), merge("L3", "L4", 3), merge("L4", "L5", 4));
        List<List<MoveStatement>> orders = permutations(chain);

        assertThat(orders).hasSize(24).allSatisfy(order -> assertThat(rootsOf(order))
                .isEqualTo(Map.of(
                        "lead/L1", "lead/L5",
                        "lead/L2", "lead/L5",
                        "lead/L3", "lead/L5",
                        "lead/L4", "lead/L5",
                        "lead/L5", "lead/L5")));
    }

    @Example
    void ofTwoMergesOfALeadTheLaterOneCounts() {
        Map<String, String> settled = Map.of("lead/L1", "lead/L3", "lead/L3", "lead/L3");

        assertThat(rootsOf(List.of(merge("L1", "L2", 1), merge("L1", "L3", 2))))
                .containsAllEntriesOf(settled)
                .containsEntry("lead/L2", "lead/L2");
        assertThat(rootsOf(List.of(merge("L1", "L3", 2), merge("L1", "L2", 1)))).isEqualTo(settled);
    }

    @Example
    void aLaterMergeIntoNothingTakesTheMoveBack() {
        assertThat(rootsOf(List.of(merge("L1", "L2", 1), merge("L1", "", 2)))).containsEntry("lead/L1", "lead/L1");
        assertThat(rootsOf(List.of(merge("L1", "", 2), merge("L1", "L2", 1)))).isEmpty();
    }

    @Example
    void inACircleTheLeadThatTheLatestMergeNamesStays() {
        List<MoveStatement> circle = List.of(merge("L1", "L2", 1), merge("L2", "L3", 3), merge("L3", "L1", 2));

        assertThat(permutations(circle)).allSatisfy(order -> assertThat(rootsOf(order))
                .isEqualTo(Map.of("lead/L1", "lead/L3", "lead/L2", "lead/L3", "lead/L3", "lead/L3")));
    }

    @Example
    void aDealJoinsTheLeadThatItsFirstEventNamesAndFollowsItsMerge() {
        List<MoveStatement> statements = List.of(join("D1", "L1", 5), join("D1", "L2", 6), merge("L1", "L3", 9));

        assertThat(permutations(statements))
                .allSatisfy(order -> assertThat(rootsOf(order)).containsEntry("deal/D1", "lead/L3"));
    }

    @Example
    void whatAnEventStates() {
        TestEvent merged = TestEvent.of("1", "2026-03-02T09:00:00Z", "lead.merged", "lead/L1");
        TestEvent won = TestEvent.of("2", "2026-03-02T09:00:00Z", "deal.won", "deal/D1");

        assertThat(ofMerge(merged.saying(Map.of("into", "L2"))).into()).isEqualTo("lead/L2");
        assertThat(ofMerge(merged.saying(Map.of("into", "L1"))).into()).isEmpty();
        assertThat(ofMerge(merged).into()).isEmpty();
        assertThat(ofMerge(won)).isNull();
        assertThat(MoveStatement.ofDeal(won.key(), won.event()))
                .extracting(MoveStatement::subject, MoveStatement::into)
                .containsExactly("deal/D1", "");
        TestEvent ofLead = won.saying(Map.of("lead_id", "L1"));
        assertThat(MoveStatement.ofDeal(ofLead.key(), ofLead.event()))
                .extracting(MoveStatement::subject, MoveStatement::into)
                .containsExactly("deal/D1", "lead/L1");
        assertThat(MoveStatement.ofDeal(merged.key(), merged.event())).isNull();
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void anyOrderGivesTheRootsThatTheRulesSay(@ForAll Random random) {
        List<MoveStatement> statements = new ArrayList<>();
        for (int left = 1 + random.nextInt(12); left > 0; left--) {
            statements.add(
                    random.nextInt(4) == 0
                            ? join("D" + random.nextInt(2), "L" + random.nextInt(6), random.nextInt(5))
                            : merge(
                                    "L" + random.nextInt(6),
                                    random.nextInt(6) == 0 ? "" : "L" + random.nextInt(6),
                                    random.nextInt(5)));
        }
        List<MoveStatement> shuffled = new ArrayList<>(statements);
        shuffled.addAll(statements.subList(0, random.nextInt(statements.size())));
        Collections.shuffle(shuffled, random);
        Map<String, String> expected = byTheRules(statements);
        Map<String, String> actual = rootsOf(shuffled);

        expected.forEach((subject, root) -> assertThat(actual.getOrDefault(subject, subject))
                .as("root of %s", subject)
                .isEqualTo(root));
        // what is said to be evaluated elsewhere, but moves nowhere, was moved for a while and came back
        actual.forEach((subject, root) ->
                assertThat(expected.getOrDefault(subject, subject)).isEqualTo(root));
    }

    /** The rules once more, of all statements at once. */
    private static Map<String, String> byTheRules(List<MoveStatement> statements) {
        Map<String, MoveStatement> counting = new TreeMap<>();
        statements.forEach(statement -> counting.merge(
                statement.subject(), statement, (known, other) -> other.overrules(known) ? other : known));
        Map<String, String> roots = new TreeMap<>();
        for (String subject : counting.keySet()) {
            Set<String> path = new LinkedHashSet<>();
            String at = subject;
            while (path.add(at)
                    && counting.containsKey(at)
                    && !counting.get(at).into().isEmpty()) {
                at = counting.get(at).into();
            }
            boolean isCircle =
                    counting.containsKey(at) && !counting.get(at).into().isEmpty();
            if (isCircle) {
                List<String> way = new ArrayList<>(path);
                at = way.subList(way.indexOf(at), way.size()).stream()
                        .map(counting::get)
                        .reduce((a, b) -> b.isLaterThan(a) ? b : a)
                        .orElseThrow()
                        .into();
            }
            roots.put(subject, at);
        }
        return roots;
    }

    private static MoveStatement ofMerge(TestEvent event) {
        return MoveStatement.ofMerge(event.key(), event.event());
    }

    private static MoveStatement merge(String lead, String into, int time) {
        return new MoveStatement(
                "t",
                "lead/" + lead,
                into.isEmpty() || into.equals(lead) ? "" : "lead/" + into,
                new OrderKey(time, 0, 0, "crm", "m"),
                0,
                0);
    }

    private static MoveStatement join(String deal, String lead, int time) {
        return new MoveStatement("t", "deal/" + deal, "lead/" + lead, new OrderKey(time, 0, 0, "crm", "j"), 0, 0);
    }

    private static Map<String, String> rootsOf(List<MoveStatement> statements) {
        Roots roots = new Roots();
        statements.forEach(roots::take);
        return roots.byMoved;
    }

    private static List<List<MoveStatement>> permutations(List<MoveStatement> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<MoveStatement>> all = new ArrayList<>();
        IntStream.range(0, of.size()).forEach(first -> {
            List<MoveStatement> rest = new ArrayList<>(of);
            MoveStatement head = rest.remove(first);
            permutations(rest).forEach(tail -> {
                List<MoveStatement> order = new ArrayList<>(List.of(head));
                order.addAll(tail);
                all.add(order);
            });
        });
        return all;
    }

    /** A graph whose nodes lie as bytes, and what it said. */
    private static final class Roots implements MoveGraph.Nodes {
        private final Map<String, byte[]> nodes = new HashMap<>();
        private final Map<String, String> byMoved = new TreeMap<>();
        private final MoveGraph graph = new MoveGraph(this);

        List<Move> take(MoveStatement statement) {
            try {
                List<Move> moves = graph.take(statement);
                moves.forEach(move -> byMoved.put(move.subject(), move.root()));
                return moves;
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public MoveNode get(String subject) throws IOException {
            byte[] bytes = nodes.get(subject);
            if (bytes == null) {
                return null;
            }
            MoveNode node = new MoveNode();
            node.read(new DataInputStream(new ByteArrayInputStream(bytes)));
            return node;
        }

        @Override
        public void put(String subject, MoveNode node) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            node.write(new DataOutputStream(bytes));
            nodes.put(subject, bytes.toByteArray());
        }
    }
}
