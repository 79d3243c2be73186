/** How valuable each lead is by the rules of scoring (M9). */
package dev.crmpulse.metrics.tier;
