package dev.crmpulse.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads rates such as {@code 500/s} or {@code 500}. */
final class RateConverter implements ITypeConverter<Long> {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})(/s)?");

    @Override
    public Long convert(String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches() || Long.parseLong(rate.group(1)) == 0) {
            throw new TypeConversionException("'" + text + "' is no rate: write events a second, such as 500/s");
        }
        return Long.parseLong(rate.group(1));
    }
}
