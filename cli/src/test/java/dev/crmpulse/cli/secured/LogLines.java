package dev.crmpulse.cli.secured;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What a package logs, with the messages of failures. */
final class LogLines implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Level levelBefore;
    private final AbstractAppender appender;

    /**
     * Begins to listen.
     *
     * @param level the least that is kept
     */
    public LogLines(String packageName, Level level) {
        appender = new AbstractAppender("lines", null, null, false, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                lines.add(event.getMessage().getFormattedMessage());
                for (Throwable t = event.getThrown(); t != null; t = t.getCause()) {
                    lines.add(t.toString());
                }
            }
        };
        appender.start();
        logger = ((LoggerContext) LogManager.getContext(false)).getLogger(packageName);
        levelBefore = logger.getLevel();
        Configurator.setLevel(packageName, level);
        logger.addAppender(appender);
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        Configurator.setLevel(logger.getName(), levelBefore);
        logger.removeAppender(appender);
        appender.stop();
    }
}
