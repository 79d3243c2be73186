package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.SourceRow;
import java.util.List;

/** Text with fields of the row in it; absent as soon as one of them is. */
record Template(List<Part> parts) implements Value {

    /** A piece of the text. */
    sealed interface Part {}

    /** Text that is the same for every row. */
    record Constant(String text) implements Part {}

    /** The value of a field. */
    record Field(FieldName name) implements Part {}

    static Template constant(String text) {
        return new Template(List.of(new Constant(text)));
    }

    static Template field(FieldName name) {
        return new Template(List.of(new Field(name)));
    }

    /** Whether it gives the same text for every row. */
    boolean isConstant() {
        return parts.stream().allMatch(part -> part instanceof Constant);
    }

    @Override
    public String of(SourceRow row) {
        if (parts.size() == 1) {
            return text(parts.get(0), row);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String piece = text(part, row);
            if (piece == null) {
                return null;
            }
            text.append(piece);
        }
        return text.toString();
    }

    @Override
    public String missingField(SourceRow row) {
        for (Part part : parts) {
            if (part instanceof Field field && field.name().of(row) == null) {
                return field.name().text();
            }
        }
        return "";
    }

    @Override
    public boolean lacksField(SourceRow row) {
        return parts.stream()
                .anyMatch(part -> part instanceof Field field && !field.name().isIn(row));
    }

    private static String text(Part part, SourceRow row) {
        return part instanceof Field field ? field.name().of(row) : ((Constant) part).text();
    }
}
