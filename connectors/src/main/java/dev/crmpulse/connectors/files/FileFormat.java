package dev.crmpulse.connectors.files;

/** How to read a file. */
public sealed interface FileFormat {

    /**
     * Rows under a line of column names.
     *
     * @param caseColumn column that tells which case a row belongs to, empty if none does
     */
    record Csv(char delimiter, String caseColumn) implements FileFormat {}

    /** An event log: the events of each trace are the rows of a case. */
    record Xes() implements FileFormat {}

    /**
     * One JSON object a line; a member of a member is a field named by its dotted path.
     *
     * @param caseField field that tells which case a row belongs to, empty if none does
     */
    record JsonLines(String caseField) implements FileFormat {}

    /** One line a record, its bytes not looked into. */
    record Lines() implements FileFormat {}
}
