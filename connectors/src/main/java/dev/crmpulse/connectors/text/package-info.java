/** Reads bytes as text: finds out the encoding, and keeps bytes that are none of it apart. */
package dev.crmpulse.connectors.text;
