package dev.crmpulse.bench;

import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;

/** Takes a record's value as it is. */
final class BytesSchema extends AbstractDeserializationSchema<byte[]> {
    @Override
    public byte[] deserialize(byte[] message) {
        return message;
    }
}
