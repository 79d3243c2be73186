package dev.crmpulse.embedded.clickhouse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** A file that its owner alone may read, with a random secret in it. */
record SecretFile(Path path) {
    private static final int SECRET_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    static SecretFile of(Path path) {
        return new SecretFile(path);
    }

    /** The secret, which is made where there is none. */
    String read() throws IOException {
        if (!Files.exists(path)) {
            create();
        }
        return Files.readString(path).strip();
    }

    /** It appears whole or not at all, and the first of several makers wins. */
    private void create() throws IOException {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        byte[] line = (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII);
        Path next = path.resolveSibling(
                path.getFileName() + "." + ProcessHandle.current().pid() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel file = FileChannel.open(
                next,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        try {
            Files.createLink(path, next);
        } catch (FileAlreadyExistsException another) {
            // made in the meantime: that one counts
        } finally {
            try {
                Files.delete(next);
            } catch (NoSuchFileException gone) {
                // by another thread of this process, which has made the file
            }
        }
    }
}
