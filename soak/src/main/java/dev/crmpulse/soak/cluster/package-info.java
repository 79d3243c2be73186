/** Broker, ClickHouse and a Flink cluster in processes of their own, as a cluster elsewhere has them, to be killed one by one. */
package dev.crmpulse.soak.cluster;
