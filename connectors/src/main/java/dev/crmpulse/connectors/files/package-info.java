/** Reads CSV, XES and JSON-lines files record by record, plain or gzipped. Knows nothing of what a record means. */
package dev.crmpulse.connectors.files;
