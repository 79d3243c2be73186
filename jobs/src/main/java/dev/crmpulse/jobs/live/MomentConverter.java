package dev.crmpulse.jobs.live;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads moments such as {@code 2012-03-14T15:00:00Z}. */
public final class MomentConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new TypeConversionException(
                    "'" + text + "' is no moment: write it in UTC, such as 2012-03-14T15:00:00Z");
        }
    }
}
