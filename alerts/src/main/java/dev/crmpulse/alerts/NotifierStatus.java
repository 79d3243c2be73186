package dev.crmpulse.alerts;

/**
 * What a notifier has done since it was opened. An alert counts once for each webhook that is to have it.
 *
 * @param delivered posts that were accepted
 * @param moot held in quiet hours and over within them, so never sent
 * @param deadLetters what could not be delivered
 * @param waiting held, queued or being tried now
 */
public record NotifierStatus(long delivered, long moot, long deadLetters, int waiting) {}
