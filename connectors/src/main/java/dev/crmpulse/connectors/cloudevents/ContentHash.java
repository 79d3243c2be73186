package dev.crmpulse.connectors.cloudevents;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Hashes what an event says, so that equal contents have equal hashes however they are written: members of an object in
 * any order, 100 as 100.0. The members of an object are summed, so nothing is sorted.
 */
final class ContentHash {
    private static final Hasher64 HASHER = Hashing.wyhashFinal4();
    private static final long TEXT = 0x9E3779B97F4A7C15L;
    private static final long NUMBER = 0xC2B2AE3D27D4EB4FL;
    private static final long OBJECT = 0x165667B19E3779F9L;
    private static final long ARRAY = 0x27D4EB2F165667C5L;

    static final long NULL = mix(1);
    static final long TRUE = mix(2);
    static final long FALSE = mix(3);
    static final long EMPTY_OBJECT = OBJECT;
    static final long EMPTY_ARRAY = ARRAY;

    private ContentHash() {}

    static long text(String text) {
        return mix(HASHER.hashCharsToLong(text) ^ TEXT);
    }

    static long number(long value) {
        return mix(value ^ NUMBER);
    }

    /** @throws ArithmeticException where the exponent is beyond what decimals can hold */
    static long number(BigDecimal value) {
        BigDecimal canonical = value.stripTrailingZeros();
        // the digits are counted first: 1e2000000000 must not be written out
        if (canonical.scale() <= 0 && (long) canonical.precision() - canonical.scale() <= 19) {
            BigInteger whole = canonical.toBigInteger();
            if (whole.bitLength() < Long.SIZE) {
                return number(whole.longValue());
            }
        }
        return mix(HASHER.hashCharsToLong(canonical.toString()) ^ NUMBER);
    }

    /** Adds a member to the hash of an object. */
    static long member(long object, String name, long value) {
        return object + mix(HASHER.hashCharsToLong(name) + 31 * value);
    }

    /** Appends an element to the hash of an array. */
    static long element(long array, long value) {
        return mix(31 * array + value);
    }

    static long content(long type, long subject, long timeMillis, long sequence, long actor, long data) {
        long hash = mix(type);
        hash = mix(31 * hash + subject);
        hash = mix(31 * hash + timeMillis);
        hash = mix(31 * hash + sequence);
        hash = mix(31 * hash + actor);
        return mix(31 * hash + data);
    }

    /** Spreads every bit over all (the finaliser of MurmurHash3). */
    private static long mix(long value) {
        long hash = value;
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
