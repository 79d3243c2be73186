/** Which deliveries make up a history. */
package dev.crmpulse.verify.history;
