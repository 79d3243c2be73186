package dev.crmpulse.alerts;

import org.apache.kafka.common.TopicPartition;

/**
 * An alert on its way to people.
 *
 * @param json as it stands on the topic
 */
@SuppressWarnings("ArrayRecordComponent") // alerts travel, they are never compared
record QueuedAlert(TopicPartition partition, long offset, AlertMessage alert, byte[] json) {}
