package dev.crmpulse.engine.timeline;

/** Something that people are to be notified of because a fact changed. What it is, the metric of the fact defines. */
public interface Notice {}
