package dev.crmpulse.local.cli;

/** A command that another module adds; found through {@link java.util.ServiceLoader}. */
public interface CommandPlugin {}
