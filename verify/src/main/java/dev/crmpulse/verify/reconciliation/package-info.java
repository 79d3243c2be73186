/** Streaming = batch, a few histories at a time, beside the running job. */
package dev.crmpulse.verify.reconciliation;
