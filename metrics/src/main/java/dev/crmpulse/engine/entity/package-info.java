/** The leads, deals and other entities of a history: which there are, whose each is, and which events concern them. */
package dev.crmpulse.engine.entity;
