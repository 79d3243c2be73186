/** The leads and deals that SLAs are made for and that go through funnels, and which events concern them. */
package dev.crmpulse.engine.entity;
