/** What is run to write every generated file anew. */
package dev.crmpulse.dashboards.generation;
