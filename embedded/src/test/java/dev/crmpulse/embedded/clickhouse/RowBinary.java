package dev.crmpulse.embedded.clickhouse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Rows (UInt32, String) in ClickHouse's RowBinary format. */
final class RowBinary {
    private static final int LARGEST_SHORT_STRING = 127;

    private RowBinary() {}

    /** Rows {@code 0 … count - 1}, each with a text of {@code textBytes} bytes. */
    static byte[] rows(int count, int textBytes) {
        if (textBytes > LARGEST_SHORT_STRING) {
            throw new IllegalArgumentException("Longer strings need a longer length");
        }
        byte[] text = "x".repeat(textBytes).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            rows.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(i)
                    .array());
            rows.write(textBytes);
            rows.writeBytes(text);
        }
        return rows.toByteArray();
    }
}
