package dev.crmpulse.connectors.files;

/** One record of a file, fit to be mapped or not. */
public sealed interface SourceRecord permits SourceRow, BrokenRow {
    /** Name of the file, without its directory. */
    String file();

    /** Number of the record in the whole file, from 1. */
    long record();

    /** Number of the line it begins at, from 1; 0 where that is not known. */
    long line();

    /** The record as it was: CSV text, JSON line, or the attributes of a XES event as a JSON object. */
    byte[] bytes();
}
