package dev.crmpulse.connectors.cloudevents;

/** What one record of the event topic turned out to be. */
public sealed interface ParsedRecord permits ParsedEvent, ClockTick, DeadLetter {}
