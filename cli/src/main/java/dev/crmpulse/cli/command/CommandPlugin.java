package dev.crmpulse.cli.command;

/** A command that another module adds; found through {@link java.util.ServiceLoader}. */
public interface CommandPlugin {}
