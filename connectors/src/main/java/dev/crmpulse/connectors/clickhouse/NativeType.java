package dev.crmpulse.connectors.clickhouse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How the values of a type lie in a column of ClickHouse's Native format, as far as tables here have such types. */
sealed interface NativeType {
    /** Where the values of so many rows end that begin there. */
    int end(byte[] block, int start, int rows);

    /** Appends the values of the rows {@code from} to {@code to} of so many rows. */
    void slice(byte[] block, int start, int rows, int from, int to, ByteRun out);

    /** The type in which values travel: texts in full, for ClickHouse makes dictionaries by itself. */
    static String asSent(String clickHouseType) {
        return clickHouseType
                .replace("LowCardinality(Nullable(String))", "Nullable(String)")
                .replace("LowCardinality(String)", "String");
    }

    /** The type of a column that was sent, by the name in its head. */
    static NativeType of(String name) {
        if (name.startsWith("Nullable(")) {
            return new Nullable(of(name.substring("Nullable(".length(), name.length() - 1)));
        }
        if (name.startsWith("Map(")) {
            int comma = name.indexOf(", ");
            return new MapOf(
                    of(name.substring("Map(".length(), comma)), of(name.substring(comma + 2, name.length() - 1)));
        }
        return switch (name) {
            case "String" -> new Text();
            case "UInt8" -> new Fixed(Byte.BYTES);
            case "Int16" -> new Fixed(Short.BYTES);
            case "UInt32" -> new Fixed(Integer.BYTES);
            case "Int64", "UInt64", "DateTime64(3, 'UTC')", "Decimal(18, 3)", "Decimal(18, 4)" -> new Fixed(Long.BYTES);
            default -> throw new IllegalArgumentException("no column is sent as " + name);
        };
    }

    /** Values of so many bytes each. */
    record Fixed(int width) implements NativeType {
        @Override
        public int end(byte[] block, int start, int rows) {
            return start + rows * width;
        }

        @Override
        public void slice(byte[] block, int start, int rows, int from, int to, ByteRun out) {
            out.append(block, start + from * width, (to - from) * width);
        }
    }

    /** Bytes with their number before them. */
    record Text() implements NativeType {
        @Override
        public int end(byte[] block, int start, int rows) {
            int at = start;
            for (int row = 0; row < rows; row++) {
                at = NativeBlock.skipBytes(block, at);
            }
            return at;
        }

        @Override
        public void slice(byte[] block, int start, int rows, int from, int to, ByteRun out) {
            int begin = end(block, start, from);
            out.append(block, begin, end(block, begin, to - from) - begin);
        }
    }

    /** A byte for each row says whether it is null, the values follow; those that are null are there too. */
    record Nullable(NativeType values) implements NativeType {
        @Override
        public int end(byte[] block, int start, int rows) {
            return values.end(block, start + rows, rows);
        }

        @Override
        public void slice(byte[] block, int start, int rows, int from, int to, ByteRun out) {
            out.append(block, start + from, to - from);
            values.slice(block, start + rows, rows, from, to, out);
        }
    }

    /** For each row where its entries end, counted from the first row's; then all keys, then all values. */
    record MapOf(NativeType keys, NativeType values) implements NativeType {
        private static final VarHandle LONG =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        @Override
        public int end(byte[] block, int start, int rows) {
            int entries = entriesUpTo(block, start, rows);
            return values.end(block, keys.end(block, start + rows * Long.BYTES, entries), entries);
        }

        @Override
        public void slice(byte[] block, int start, int rows, int from, int to, ByteRun out) {
            int first = entriesUpTo(block, start, from);
            for (int row = from + 1; row <= to; row++) {
                out.putLong(entriesUpTo(block, start, row) - (long) first);
            }
            int entries = entriesUpTo(block, start, rows);
            int last = entriesUpTo(block, start, to);
            int keysStart = start + rows * Long.BYTES;
            keys.slice(block, keysStart, entries, first, last, out);
            values.slice(block, keys.end(block, keysStart, entries), entries, first, last, out);
        }

        private static int entriesUpTo(byte[] block, int start, int row) {
            return row == 0 ? 0 : (int) (long) LONG.get(block, start + (row - 1) * Long.BYTES);
        }
    }
}
