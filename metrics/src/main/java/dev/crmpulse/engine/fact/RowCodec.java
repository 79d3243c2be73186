package dev.crmpulse.engine.fact;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.NamedTexts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the values of any table's row, so that no table needs a serializer of its own. */
public final class RowCodec {
    private RowCodec() {}

    public static void write(TableType<?> type, Object[] row, DataOutput out) throws IOException {
        List<? extends Column<?>> columns = type.columns();
        for (int i = 0; i < row.length; i++) {
            out.writeBoolean(row[i] != null);
            if (row[i] != null) {
                writeValue(columns.get(i).type(), row[i], out);
            }
        }
    }

    public static Object[] read(TableType<?> type, DataInput in) throws IOException {
        List<? extends Column<?>> columns = type.columns();
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            if (in.readBoolean()) {
                row[i] = readValue(columns.get(i).type(), in);
            }
        }
        return row;
    }

    private static void writeValue(ColumnType type, Object value, DataOutput out) throws IOException {
        switch (type) {
            case TEXT, LABEL, NULLABLE_LABEL -> BinaryCodec.writeText(out, (String) value);
            case TIME, NULLABLE_TIME, NULLABLE_SECONDS, NUMBER, LARGE_COUNT -> out.writeLong((Long) value);
            case NULLABLE_MONEY -> BinaryCodec.writeDecimal(out, (BigDecimal) value);
            case COUNT -> out.writeInt((Integer) value);
            case SKETCH -> {
                Map<?, ?> bins = (Map<?, ?>) value;
                BinaryCodec.writeVarLong(out, bins.size());
                for (Map.Entry<?, ?> bin : bins.entrySet()) {
                    out.writeShort((Short) bin.getKey());
                    out.writeLong((Long) bin.getValue());
                }
            }
            case COUNTS -> {
                Map<?, ?> counts = (Map<?, ?>) value;
                BinaryCodec.writeVarLong(out, counts.size());
                for (Map.Entry<?, ?> count : counts.entrySet()) {
                    BinaryCodec.writeText(out, (String) count.getKey());
                    out.writeLong((Long) count.getValue());
                }
            }
            case TEXTS -> {
                Map<?, ?> texts = (Map<?, ?>) value;
                BinaryCodec.writeVarLong(out, texts.size());
                for (Map.Entry<?, ?> text : texts.entrySet()) {
                    BinaryCodec.writeText(out, (String) text.getKey());
                    BinaryCodec.writeText(out, (String) text.getValue());
                }
            }
            case BYTES -> {
                byte[] bytes = (byte[]) value;
                BinaryCodec.writeVarLong(out, bytes.length);
                out.write(bytes, 0, bytes.length);
            }
        }
    }

    private static Object readValue(ColumnType type, DataInput in) throws IOException {
        return switch (type) {
            case TEXT, LABEL, NULLABLE_LABEL -> BinaryCodec.readText(in);
            case TIME, NULLABLE_TIME, NULLABLE_SECONDS, NUMBER, LARGE_COUNT -> in.readLong();
            case NULLABLE_MONEY -> BinaryCodec.readDecimal(in);
            case COUNT -> in.readInt();
            case SKETCH -> {
                SortedMap<Short, Long> bins = new TreeMap<>();
                for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
                    bins.put(in.readShort(), in.readLong());
                }
                yield bins;
            }
            case COUNTS -> {
                SortedMap<String, Long> counts = new TreeMap<>();
                for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
                    counts.put(BinaryCodec.readText(in), in.readLong());
                }
                yield counts;
            }
            case TEXTS -> {
                Map<String, String> texts = new TreeMap<>();
                for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
                    texts.put(BinaryCodec.readText(in), BinaryCodec.readText(in));
                }
                yield NamedTexts.of(texts).asMap();
            }
            case BYTES -> {
                byte[] bytes = new byte[(int) BinaryCodec.readVarLong(in)];
                in.readFully(bytes);
                yield bytes;
            }
        };
    }
}
