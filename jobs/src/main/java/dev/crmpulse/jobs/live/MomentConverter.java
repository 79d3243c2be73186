package dev.crmpulse.jobs.live;

import dev.crmpulse.engine.event.Rfc3339;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads moments such as {@code 2012-03-14T15:00:00Z}. */
public final class MomentConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return Instant.ofEpochMilli(Rfc3339.millis(text));
        } catch (DateTimeException wrong) {
            throw new TypeConversionException(
                    "'" + text + "' is no moment: write it in UTC, such as 2012-03-14T15:00:00Z");
        }
    }
}
