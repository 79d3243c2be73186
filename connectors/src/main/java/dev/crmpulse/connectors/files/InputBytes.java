package dev.crmpulse.connectors.files;

import dev.crmpulse.connectors.text.TextEncoding;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a file, unzipped where its name ends in {@code .gz}, and how much of the file was taken so far. */
final class InputBytes implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Enough for a byte order mark and for the first line of XML, which states the encoding. */
    private static final int START_BYTES = 256;

    private final Path file;
    private final BasicFileAttributes opened;
    private final Counted counted;
    private final InputStream bytes;
    private final byte[] start;

    private InputBytes(Path file) throws IOException {
        this.file = file;
        this.opened = Files.readAttributes(file, BasicFileAttributes.class);
        this.counted = new Counted(Files.newInputStream(file));
        InputStream content = FileKind.isGzip(file) ? new Unzipped(unzip()) : counted;
        this.start = startOf(content);
        this.bytes = new Preceded(start, content);
    }

    static InputBytes open(Path file) throws InputFileException {
        if (!Files.exists(file)) {
            throw new InputFileException(file, "no such file", "check the path");
        }
        if (Files.isDirectory(file)) {
            throw new InputFileException(file, "is a directory", "name the files in it");
        }
        if (!Files.isRegularFile(file)) {
            throw new InputFileException(file, "is no file but a pipe or device", "write it into a file first");
        }
        if (!Files.isReadable(file)) {
            throw new InputFileException(file, "may not be read", "check its permissions");
        }
        try {
            return new InputBytes(file);
        } catch (InputFileException known) {
            throw known;
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    Path file() {
        return file;
    }

    /** The first characters of a text that is ASCII until it says otherwise. */
    String start() {
        return new String(start, StandardCharsets.ISO_8859_1);
    }

    /** @param stated what is said about the file's encoding, or null */
    TextEncoding encoding(Charset stated) {
        return TextEncoding.of(start, stated);
    }

    /** All bytes after a byte order mark. */
    InputStream behindMark(TextEncoding encoding) throws InputFileException {
        try {
            bytes.readNBytes(encoding.markBytes());
            return bytes;
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    /** How the file differs from what it was when it was opened; null where it does not, or another took its place. */
    String change() throws InputFileException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!Objects.equals(now.fileKey(), opened.fileKey())) {
                return null;
            }
            if (now.size() != opened.size()) {
                return "from " + opened.size() + " to " + now.size() + " bytes";
            }
            return now.lastModifiedTime().equals(opened.lastModifiedTime())
                    ? null
                    : "written at " + now.lastModifiedTime();
        } catch (NoSuchFileException removed) {
            return null; // what was open was read to its end all the same
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    boolean isGzip() {
        return FileKind.isGzip(file);
    }

    /** Bytes taken from the file as it lies on disk; never more than {@link #size}. */
    long read() {
        return Math.min(counted.taken, size());
    }

    long size() {
        return opened.size();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    static InputFileException unreadable(Path file, IOException failed) {
        InputFileException known = InputFileException.within(failed);
        if (known != null) {
            return known;
        }
        return initCause(
                new InputFileException(file, "cannot be read: " + failed.getMessage(), "check the disk"), failed);
    }

    /** Lines may be none, as on a day without events; a table has a header and an event log its element. */
    private byte[] startOf(InputStream content) throws IOException {
        byte[] first = content.readNBytes(START_BYTES);
        if (first.length == 0 && FileKind.of(file) != FileKind.JSON_LINES) {
            content.close();
            throw new InputFileException(file, "is empty", "check where it comes from, or leave it out");
        }
        return first;
    }

    private GZIPInputStream unzip() throws IOException {
        try {
            return new GZIPInputStream(counted, BUFFER_BYTES);
        } catch (ZipException noGzip) {
            counted.close();
            throw initCause(
                    new InputFileException(file, "is no gzip file though its name ends in .gz", "rename it"), noGzip);
        } catch (EOFException tooShort) {
            counted.close();
            throw truncated(tooShort);
        }
    }

    private InputFileException truncated(EOFException cause) {
        return initCause(
                new InputFileException(
                        file,
                        "is truncated: its gzip data break off after " + read() + " bytes",
                        "fetch the whole file again"),
                cause);
    }

    private static InputFileException initCause(InputFileException exception, Throwable cause) {
        exception.initCause(cause);
        return exception;
    }

    /** Counts what is taken; read by the progress bar's thread. */
    private static final class Counted extends FilterInputStream {
        private volatile long taken;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            add(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            add(Math.max(count, 0));
            return count;
        }

        // One thread reads, so no update can be lost; volatile is for those who watch.
        private void add(int count) {
            long before = taken;
            taken = before + count;
        }
    }

    /** Says what a broken gzip stream means for the reader of the file. */
    private final class Unzipped extends FilterInputStream {
        Unzipped(GZIPInputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (EOFException brokenOff) {
                throw truncated(brokenOff);
            } catch (ZipException damaged) {
                throw initCause(
                        new InputFileException(
                                file,
                                "is damaged: its gzip data make no sense after " + InputBytes.this.read() + " bytes",
                                "fetch the whole file again"),
                        damaged);
            }
        }
    }

    /** A stream with some bytes put back in front of it. */
    private static final class Preceded extends FilterInputStream {
        private final byte[] start;
        private int given;

        Preceded(byte[] start, InputStream rest) {
            super(rest);
            this.start = start;
        }

        @Override
        public int read() throws IOException {
            return given < start.length ? start[given++] & 0xFF : in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (given == start.length || length == 0) {
                return in.read(target, offset, length);
            }
            int count = Math.min(length, start.length - given);
            System.arraycopy(start, given, target, offset, count);
            given += count;
            return count;
        }
    }
}
