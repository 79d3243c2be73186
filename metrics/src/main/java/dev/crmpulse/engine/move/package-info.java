/** Which histories become one: merged leads, and deals that join the lead they came from. */
package dev.crmpulse.engine.move;
