/** What goes on between a customer and us beside deals and tickets: visits, offers, referrals, purchases (M22). */
package dev.crmpulse.metrics.relationship;
