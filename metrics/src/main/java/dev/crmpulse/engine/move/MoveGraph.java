package dev.crmpulse.engine.move;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which histories of a tenant are one, and under which key they are evaluated. It is a function of the set of statements: in
 * whatever order they come, and however often, the same roots follow.
 *
 * <ul>
 *   <li>Conflict: of several statements of one subject one counts, see {@link MoveStatement#overrules}.
 *   <li>Chain: a history moves to where the one that it moves to has moved.
 *   <li>Cycle: where histories move in a circle, the lead that the latest of these statements names stays.
 * </ul>
 *
 * <p>It knows only subjects that move or are moved to.
 */
public final class MoveGraph {
    private final Nodes nodes;

    /** Where nodes are kept by their subjects. */
    public interface Nodes {
        /** Null where nothing is known of the subject. */
        MoveNode get(String subject) throws IOException;

        /** Keeps what changed. */
        void put(String subject, MoveNode node) throws IOException;
    }

    public MoveGraph(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Takes a statement in; returns the histories that are evaluated elsewhere for it, each once. */
    public List<Move> take(MoveStatement statement) throws IOException {
        String subject = statement.subject();
        MoveNode node = node(subject);
        if (node.statement != null && !statement.overrules(node.statement)) {
            return List.of();
        }
        unlink(subject, node.target());
        node.statement = statement;
        nodes.put(subject, node);
        link(subject, node.target());
        String root = rootOf(subject);
        Set<String> moving = withAllThatMoveTo(subject);
        moving.add(root);
        List<Move> moves = new ArrayList<>();
        for (String moved : moving) {
            MoveNode of = node(moved);
            boolean isAlone = of.root.isEmpty() && moved.equals(root) && of.sources.isEmpty();
            if (!isAlone && !of.root.equals(root)) {
                of.root = root;
                nodes.put(moved, of);
                moves.add(new Move(moved, root));
            }
        }
        return moves;
    }

    private void unlink(String subject, String target) throws IOException {
        if (!target.isEmpty()) {
            MoveNode old = node(target);
            old.sources.remove(subject);
            nodes.put(target, old);
        }
    }

    private void link(String subject, String target) throws IOException {
        if (!target.isEmpty()) {
            MoveNode to = node(target);
            to.sources.add(subject);
            nodes.put(target, to);
        }
    }

    /** Follows the statements to their end. */
    private String rootOf(String subject) throws IOException {
        Set<String> passed = new HashSet<>();
        String at = subject;
        for (String next = node(at).target(); !next.isEmpty(); next = node(at).target()) {
            if (!passed.add(at)) {
                return latestTargetInCycle(at);
            }
            at = next;
        }
        return at;
    }

    private String latestTargetInCycle(String member) throws IOException {
        MoveStatement latest = node(member).statement;
        for (String at = node(member).target(); !at.equals(member); at = node(at).target()) {
            MoveStatement other = node(at).statement;
            latest = other.isLaterThan(latest) ? other : latest;
        }
        return latest.into();
    }

    private Set<String> withAllThatMoveTo(String subject) throws IOException {
        Set<String> all = new LinkedHashSet<>(List.of(subject));
        Deque<String> open = new ArrayDeque<>(all);
        while (!open.isEmpty()) {
            for (String source : node(open.remove()).sources) {
                if (all.add(source)) {
                    open.add(source);
                }
            }
        }
        return all;
    }

    private MoveNode node(String subject) throws IOException {
        MoveNode known = nodes.get(subject);
        return known == null ? new MoveNode() : known;
    }
}
