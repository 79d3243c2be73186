package dev.crmpulse.cli.erasure;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.files.FileFormat;
import dev.crmpulse.connectors.files.InputFileException;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.files.RecordReaders;
import dev.crmpulse.connectors.files.SourceRecord;
import dev.crmpulse.connectors.files.SourceRow;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.connectors.mapping.FileMapping;
import dev.crmpulse.connectors.mapping.MappedEvent;
import dev.crmpulse.connectors.mapping.MappedRow;
import dev.crmpulse.connectors.mapping.Mapping;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * The files of a rewritten history: events are sent as they are, and so is once more what was no event, to be a dead letter again.
 * Records of files that fit no mapping become the dead letters that they were, and so do events that were refused for what may have
 * changed since: the moment, or which tenants there are.
 */
final class LetterMapping implements Mapping {
    static final String POSITION = "position";
    static final String REASON = "reason";
    static final String DETAIL = "detail";
    static final String FILE = "file";
    static final String ROW = "row";
    static final String BYTES = "bytes";

    private static final String OF_THE_TOPIC = Topics.EVENTS + '/';

    private final Mapping events = Mapping.ofCloudEvents();

    @Override
    public FileMapping forFile(Path file) throws InputFileException {
        return file.endsWith(RewrittenHistory.LETTERS) ? new Letters(file) : events.forFile(file);
    }

    private record Letters(Path file) implements FileMapping {
        @Override
        public FileFormat format() {
            return new FileFormat.JsonLines("");
        }

        @Override
        public RecordReader open() throws InputFileException {
            return RecordReaders.open(file, format());
        }

        @Override
        public MappedRow map(SourceRecord record) {
            SourceRow letter = (SourceRow) record;
            byte[] bytes = Base64.getDecoder().decode(letter.field(BYTES));
            boolean isOfTheTopic = letter.field(POSITION).startsWith(OF_THE_TOPIC);
            return isOfTheTopic && !DeadLetter.PASSING_REASONS.contains(letter.field(REASON))
                    ? new MappedRow.Mapped(List.of(new MappedEvent(null, MappedEvent.NO_TIME, bytes)))
                    : new MappedRow.Reject(
                            letter.field(REASON),
                            letter.field(DETAIL),
                            isOfTheTopic ? letter.field(POSITION) : letter.field(FILE),
                            Long.parseLong(letter.field(ROW)),
                            0,
                            bytes);
        }
    }
}
