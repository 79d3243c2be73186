package dev.crmpulse.connectors.files;

import java.nio.charset.Charset;

/** How to read a file. */
public sealed interface FileFormat {

    /**
     * Rows under a line of column names.
     *
     * @param delimiter what is between values, unless the file begins with a line {@code sep=} that says otherwise
     * @param caseColumn column that names the case a row belongs to, empty if none does
     * @param encoding what the file is in, unless a byte order mark says otherwise; null where nothing is stated
     */
    record Csv(char delimiter, String caseColumn, Charset encoding) implements FileFormat {
        /** In UTF-8, or in UTF-16 where the file shows it. */
        public Csv(char delimiter, String caseColumn) {
            this(delimiter, caseColumn, null);
        }
    }

    /** An event log: the events of each trace are the rows of a case. */
    record Xes() implements FileFormat {}

    /**
     * One JSON object a line; a member of a member is a field named by its dotted path.
     *
     * @param caseField field that names the case a row belongs to, empty if none does
     * @param encoding what the file is in, unless a byte order mark says otherwise; null where nothing is stated
     */
    record JsonLines(String caseField, Charset encoding) implements FileFormat {
        /** In UTF-8, or in UTF-16 where the file shows it. */
        public JsonLines(String caseField) {
            this(caseField, null);
        }
    }

    /** One line a record, its bytes not looked into. */
    record Lines() implements FileFormat {}
}
