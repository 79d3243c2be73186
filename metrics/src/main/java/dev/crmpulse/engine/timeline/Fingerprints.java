package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import java.io.IOException;

/**
 * 32 bits of every source-and-id a key has seen, and of every content that may have twins, as an open hash set. What is not found here is
 * new for certain; what is found may be, and the history decides. Without it every event would have to read the
 * history: an event later than all others may still carry the id of an earlier one (a corrected time), or its contents
 * (a corrected clock).
 */
final class Fingerprints implements BinaryState {
    private static final int FREE = 0;
    private static final int CONTENT_SALT = 0x9E3779B9;
    private static final int SMALLEST_TABLE = 16;

    private int[] table = new int[SMALLEST_TABLE];
    private int size;

    /**
     * Adds the prints of an event.
     *
     * @return whether they were unknown, so that the event cannot be a duplicate of any before
     */
    boolean add(CrmEvent event) {
        boolean newIdentity =
                addPrint(31 * event.source().hashCode() + event.id().hashCode());
        boolean newContent =
                event.contentHash() == CrmEvent.NO_TWINS || addPrint(Long.hashCode(event.contentHash()) ^ CONTENT_SALT);
        return newIdentity && newContent;
    }

    private boolean addPrint(int hash) {
        int print = hash == FREE ? 1 : hash;
        if (2 * (size + 1) > table.length) {
            grow();
        }
        int slot = slotOf(print);
        if (table[slot] == print) {
            return false;
        }
        table[slot] = print;
        size++;
        return true;
    }

    private int slotOf(int print) {
        int mask = table.length - 1;
        int slot = (print * CONTENT_SALT) >>> 7 & mask;
        while (table[slot] != FREE && table[slot] != print) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] old = table;
        table = new int[old.length * 2];
        for (int print : old) {
            if (print != FREE) {
                table[slotOf(print)] = print;
            }
        }
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        int count = f.fixedInt(size);
        if (f.isReading()) {
            table = new int[Math.max(SMALLEST_TABLE, Integer.highestOneBit(Math.max(1, count)) * 4)];
            for (int i = 0; i < count; i++) {
                addPrint(f.fixedInt(FREE));
            }
            return;
        }
        for (int print : table) {
            if (print != FREE) {
                f.fixedInt(print);
            }
        }
    }
}
