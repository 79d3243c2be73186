/** The rules by which figures are evaluated, as data in force from a date on. */
package dev.crmpulse.engine.policy;
