package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;

/** Takes letters that a writer cannot deliver; when {@link #send} returns they are safe. */
public interface DeadLetterPublisher extends Closeable {
    void send(DeadLetter letter) throws IOException;

    /** Opens outlets where they are needed, on whichever machine that is. */
    interface Factory extends Serializable {
        DeadLetterPublisher open();
    }
}
