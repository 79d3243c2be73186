/** Sums of facts by hour and tenant-local day that can be added up and taken away again. */
package dev.crmpulse.engine.rollup;
