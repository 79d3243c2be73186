package dev.crmpulse.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Bytes that are sent to several askers: compressed, and their fingerprint taken, once and when first wanted. */
final class Content {
    private static final int LEAST_WORTH_COMPRESSING = 1_024;
    private static final int FINGERPRINT_BYTES = 12;

    private final byte[] bytes;
    private byte[] compressed;
    private String fingerprint;

    /** The bytes are not copied: nobody may change them. */
    Content(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isWorthCompressing() {
        return bytes.length >= LEAST_WORTH_COMPRESSING;
    }

    synchronized byte[] compressed() {
        if (compressed == null) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4);
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            compressed = packed.toByteArray();
        }
        return compressed;
    }

    /** Another one for other bytes. */
    synchronized String fingerprint() {
        if (fingerprint == null) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
                fingerprint = HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }
        return fingerprint;
    }
}
