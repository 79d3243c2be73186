package dev.crmpulse.connectors.clickhouse;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection of somebody who is killed after so many statements that change tables: the last one is done, and nothing
 * after it.
 */
final class DyingConnection {
    static final String DEATH = "killed";

    private final int statements;
    private int done;

    private DyingConnection(int statements) {
        this.statements = statements;
    }

    static Connection after(Connection connection, int statements) {
        return new DyingConnection(statements).proxy(Connection.class, connection);
    }

    private <T> T proxy(Class<T> type, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object result = invoke(real, method, arguments);
            return result instanceof Statement statement
                            && type == Connection.class
                            && method.getName().equals("createStatement")
                    ? proxy(Statement.class, statement)
                    : result;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        if (done >= statements && !method.getName().equals("close")) {
            throw new SQLException(DEATH);
        }
        if (method.getName().equals("execute")) {
            done++;
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
