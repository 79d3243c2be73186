package dev.crmpulse.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tables and views of database {@code crm} and their columns, as they were when they were asked for. */
record SqlNames(Map<String, View> views) {
    /**
     * A table or view.
     *
     * @param columns none where it takes parameters: ClickHouse knows them only of a query
     */
    record View(String comment, List<Column> columns) {}

    /** A column of one. */
    record Column(String name, String type, String comment) {}

    static SqlNames read(SqlQuestion question) throws IOException, InterruptedException {
        Map<String, View> views = new TreeMap<>();
        for (List<String> row :
                question.rows("SELECT name, comment FROM system.tables WHERE database = 'crm' ORDER BY name")) {
            views.put(row.get(0), new View(row.get(1), new ArrayList<>()));
        }
        for (List<String> row : question.rows("SELECT table, name, type, comment FROM system.columns"
                + " WHERE database = 'crm' ORDER BY table, position")) {
            View view = views.get(row.get(0));
            if (view != null) {
                view.columns().add(new Column(row.get(1), row.get(2), row.get(3)));
            }
        }
        return new SqlNames(views);
    }

    /** The columns of those views that a statement names; of all views where it names none. */
    Collection<String> columnsFor(String statement) {
        TreeSet<String> columns = new TreeSet<>();
        TreeSet<String> all = new TreeSet<>();
        views.forEach((name, view) -> {
            List<String> ofView = view.columns().stream().map(Column::name).toList();
            all.addAll(ofView);
            if (SqlQuestion.names(statement, name)) {
                columns.addAll(ofView);
            }
        });
        return columns.isEmpty() ? all : columns;
    }
}
