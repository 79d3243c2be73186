/** A sales organisation at work, from the first event to figures, on one machine. */
package dev.crmpulse.cli.demo;
