package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.BrokenRow;
import dev.crmpulse.connectors.files.FileFormat;
import dev.crmpulse.connectors.files.FileKind;
import dev.crmpulse.connectors.files.InputFileException;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.files.RecordReaders;
import dev.crmpulse.connectors.files.SourceRecord;
import dev.crmpulse.connectors.files.SourceRow;
import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rules for files of some names.
 *
 * @param fields every field that the rules name
 */
record FileSection(
        PathMatcher names, FileFormat format, Condition ignore, List<EventRule> rules, List<FieldName> fields) {

    boolean isFor(Path file) {
        return names.matches(Path.of(FileKind.name(file))) || names.matches(Path.of(FileKind.nameWithoutGzip(file)));
    }

    FileMapping of(Path file) {
        return new OfFile(this, file);
    }

    private MappedRow map(SourceRow row) {
        if (ignore.holds(row)) {
            return new MappedRow.Ignored();
        }
        List<MappedEvent> events = new ArrayList<>(rules.size());
        try {
            for (EventRule rule : rules) {
                if (rule.appliesTo(row)) {
                    events.add(rule.event(row));
                }
            }
        } catch (UnfitRow unfit) {
            return MappedRow.Reject.of(row, unfit.reason(), unfit.getMessage());
        }
        return events.isEmpty()
                ? MappedRow.Reject.of(row, "no rule", "none of the " + rules.size() + " rules applies to the record")
                : new MappedRow.Mapped(events);
    }

    private void checkColumns(RecordReader reader, Path file) {
        List<String> columns = reader.columns();
        for (FieldName field : fields) {
            if (field.known() != FieldName.Known.NONE) {
                continue;
            }
            List<Integer> positions = positions(field.text(), columns);
            if (positions.size() > 1) {
                throw field.place()
                        .error(FileKind.name(file) + " has the column '" + field.text() + "' "
                                + positions.size() + " times (columns "
                                + positions.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + "), so that it is not clear which one is meant; rename the others");
            }
            if (positions.isEmpty()) {
                String hint = Nearest.hint(field.text(), columns);
                throw field.place()
                        .error(FileKind.name(file) + " has no column '" + field.text() + "'"
                                + (hint.isEmpty() ? "; it has " + Excerpt.of(columns) : hint));
            }
        }
    }

    private static List<Integer> positions(String column, List<String> columns) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).equals(column))
                .mapToObj(i -> i + 1)
                .toList();
    }

    private record OfFile(FileSection section, Path file) implements FileMapping {
        @Override
        public FileFormat format() {
            return section.format;
        }

        @Override
        public RecordReader open() throws InputFileException {
            RecordReader reader = RecordReaders.open(file, section.format);
            try {
                if (!reader.columns().isEmpty()) {
                    section.checkColumns(reader, file);
                }
                return reader;
            } catch (YamlException unusable) {
                close(reader, unusable);
                throw new MappingException(unusable.getMessage(), unusable);
            }
        }

        @Override
        public MappedRow map(SourceRecord record) {
            if (record instanceof SourceRow row) {
                return section.map(row);
            }
            BrokenRow broken = (BrokenRow) record;
            return MappedRow.Reject.of(broken, broken.reason(), broken.detail());
        }

        private static void close(RecordReader reader, YamlException unusable) {
            try {
                reader.close();
            } catch (IOException alsoFailed) {
                unusable.addSuppressed(alsoFailed);
            }
        }
    }
}
