/** How far leads and deals come in funnels (M6). */
package dev.crmpulse.metrics.funnel;
