package dev.crmpulse.embedded.clickhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {
    @Test
    void semicolonsWithinStringsNamesAndCommentsEndNothing() {
        assertThat(texts("""
                SELECT ';', "a;b", `c;d`, $x$ ; $x$ -- ; and more
                ; /* ; /* ; */ ; */ SELECT 2; # ; as well
                SELECT a$b$ ; SELECT $b$;
                """))
                .containsExactly("SELECT ';', \"a;b\", `c;d`, $x$ ; $x$", "SELECT 2", "SELECT a$b$", "SELECT $b$");
    }

    @Test
    void emptyStatementsAreNone() {
        assertThat(texts(";; -- nothing\n ; ")).isEmpty();
        assertThat(texts("SELECT 1")).containsExactly("SELECT 1");
    }

    @Test
    void theLineIsThatOfTheFirstWord() {
        assertThat(StatementSplitter.split("SELECT 1;\n\n-- why\nSELECT\n2; SELECT 3"))
                .extracting(StatementSplitter.Part::line)
                .containsExactly(1, 4, 5);
    }

    @Test
    void rowsInAFormatAreTheRestOfTheText() {
        assertThat(texts("SELECT 1; INSERT INTO t FORMAT TSV\na;b\nc;d\n"))
                .containsExactly("SELECT 1", "INSERT INTO t FORMAT TSV\na;b\nc;d\n");
        assertThat(texts("INSERT INTO t VALUES (1, ';'); SELECT 1"))
                .containsExactly("INSERT INTO t VALUES (1, ';')", "SELECT 1");
    }

    private static List<String> texts(String script) {
        return StatementSplitter.split(script).stream()
                .map(StatementSplitter.Part::text)
                .toList();
    }
}
