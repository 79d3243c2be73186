/** YAML files that people write, read so that whatever is wrong can be pointed at. */
package dev.crmpulse.connectors.yaml;
