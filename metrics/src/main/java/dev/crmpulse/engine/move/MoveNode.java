package dev.crmpulse.engine.move;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What is known of a history that moves, or that others move to. */
public final class MoveNode implements BinaryState {
    /** The statement that counts, null where none was made of it. */
    MoveStatement statement;

    /** Subjects whose statements name this one. */
    final NavigableSet<String> sources = new TreeSet<>();

    /** Subject under which it was last said to be evaluated, empty where it never was. */
    String root = "";

    /** Subject of the history that it moves to, empty where it stays. */
    String target() {
        return statement == null ? "" : statement.into();
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        statement = f.optional(statement, MoveStatement.BLANK);
        root = f.text(root);
        int count = f.varInt(sources.size());
        if (f.isReading()) {
            for (int i = 0; i < count; i++) {
                sources.add(f.text(""));
            }
            return;
        }
        for (String source : sources) {
            f.text(source);
        }
    }
}
