package dev.crmpulse.soak.cluster;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class, and ends with the process that started it: {@code PARENT_PID MAIN_CLASS ARGUMENT...}. A parent
 * that is killed could not stop it.
 */
public final class BoundMain {
    private static final int PARENT_IS_GONE = 1;

    private BoundMain() {}

    public static void main(String[] arguments) throws Throwable {
        endWith(Long.parseLong(arguments[0]));
        String[] rest = Arrays.copyOfRange(arguments, 2, arguments.length);
        try {
            Class.forName(arguments[1]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static void endWith(long parentPid) {
        Thread watch = new Thread(
                () -> {
                    ProcessHandle.of(parentPid)
                            .ifPresent(parent -> parent.onExit().join());
                    // nobody is left whom an orderly end would serve
                    Runtime.getRuntime().halt(PARENT_IS_GONE);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
