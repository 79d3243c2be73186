/** Working time: which moments count, and when so much of it will have passed. */
package dev.crmpulse.engine.calendar;
