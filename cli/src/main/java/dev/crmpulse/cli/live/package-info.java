/** Jobs that run until somebody stops them. */
package dev.crmpulse.cli.live;
