/** Turns the records of foreign files into events of the contract, by rules that a YAML file states. */
package dev.crmpulse.connectors.mapping;
