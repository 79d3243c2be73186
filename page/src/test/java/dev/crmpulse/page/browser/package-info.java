/** A real browser that opens the page, for the tests of this module and of those above it. */
package dev.crmpulse.page.browser;
