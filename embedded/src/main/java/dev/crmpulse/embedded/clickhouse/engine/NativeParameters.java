package dev.crmpulse.embedded.clickhouse.engine;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bound query parameters as four parallel C arrays (names, their lengths, values, their lengths) in one block. */
final class NativeParameters {
    private final Memory block;
    private final int count;

    NativeParameters(Map<String, String> parameters) {
        count = parameters.size();
        List<byte[]> names = new ArrayList<>(count);
        List<byte[]> values = new ArrayList<>(count);
        long textBytes = 0;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            byte[] name = parameter.getKey().getBytes(StandardCharsets.UTF_8);
            byte[] value = parameter.getValue().getBytes(StandardCharsets.UTF_8);
            names.add(name);
            values.add(value);
            // The lengths are passed too; the terminating zeros guard against a reader that ignores them.
            textBytes += name.length + 1L + value.length + 1L;
        }
        block = new Memory(Math.max(1, 4 * arrayBytes() + textBytes));
        block.clear();
        long textStart = place(names, 0, 4 * arrayBytes());
        place(values, 2 * arrayBytes(), textStart);
    }

    /** Writes pointers at {@code array}, lengths behind them and texts from {@code text}; returns the end of the texts. */
    private long place(List<byte[]> texts, long array, long text) {
        long end = text;
        for (int i = 0; i < texts.size(); i++) {
            byte[] bytes = texts.get(i);
            block.write(end, bytes, 0, bytes.length);
            block.setPointer(array + (long) i * Native.POINTER_SIZE, block.share(end));
            block.setLong(array + arrayBytes() + (long) i * Long.BYTES, bytes.length);
            end += bytes.length + 1L;
        }
        return end;
    }

    private long arrayBytes() {
        return (long) count * Long.BYTES;
    }

    Pointer names() {
        return block;
    }

    Pointer nameLengths() {
        return block.share(Math.min(arrayBytes(), block.size() - 1));
    }

    Pointer values() {
        return block.share(Math.min(2 * arrayBytes(), block.size() - 1));
    }

    Pointer valueLengths() {
        return block.share(Math.min(3 * arrayBytes(), block.size() - 1));
    }

    long count() {
        return count;
    }
}
