/** History evaluated by policies that are not in force, beside those that are. */
package dev.crmpulse.verify.trial;
