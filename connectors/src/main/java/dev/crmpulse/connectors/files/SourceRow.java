package dev.crmpulse.connectors.files;

/** A record with named fields. */
public non-sealed interface SourceRow extends SourceRecord {
    /** Text of a field, or null where the record has none of that name. */
    String field(String name);

    /** Number of the record among those of its case, from 1 in file order; 0 where its case is not known. */
    long rowInCase();
}
