/** The part of {@code run} that Flink leaves open to its own package alone. */
package org.apache.flink.metrics.prometheus;
