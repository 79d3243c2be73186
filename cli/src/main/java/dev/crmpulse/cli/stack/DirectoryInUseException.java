package dev.crmpulse.cli.stack;

import java.io.IOException;

/** Another process works in the data directory; the message says which. */
public final class DirectoryInUseException extends IOException {
    DirectoryInUseException(String message) {
        super(message);
    }
}
