package dev.crmpulse.connectors.cloudevents;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The hash of an event as it was delivered, on one line. A receipt at its end, where it is stamped, is left out: the hash
 * is the same before and after, and of two deliveries of the same bytes the earlier received counts.
 */
final class BytesHash {
    private static final Hasher64 HASHER = Hashing.wyhashFinal4();
    private static final byte[] RECEIPT = ",\"receivedat\":\"".getBytes(StandardCharsets.US_ASCII);

    private BytesHash() {}

    static long of(byte[] line) {
        int end = lastIndexOf((byte) '}', line, line.length);
        int quote = end - 1;
        if (quote > 0 && line[quote] == '"') {
            int name = lastIndexOf((byte) ',', line, quote);
            if (name > 0
                    && name + RECEIPT.length < quote
                    && Arrays.equals(line, name, name + RECEIPT.length, RECEIPT, 0, RECEIPT.length)) {
                end = name;
            }
        }
        return HASHER.hashBytesToLong(line, 0, Math.max(0, end));
    }

    private static int lastIndexOf(byte wanted, byte[] bytes, int before) {
        int index = before - 1;
        while (index >= 0 && bytes[index] != wanted) {
            index--;
        }
        return index;
    }
}
