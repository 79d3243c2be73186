package dev.crmpulse.bench.rival;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Histories as bytes of a store of Kafka Streams. */
public final class SalesHistorySerde implements Serde<SalesHistory> {
    private static final Act.Kind[] KINDS = Act.Kind.values();
    private static final int BYTES_OF_AN_ACT = 48;

    @Override
    public Serializer<SalesHistory> serializer() {
        return (topic, history) -> history == null ? null : toBytes(history);
    }

    @Override
    public Deserializer<SalesHistory> deserializer() {
        return (topic, bytes) -> bytes == null ? null : ofBytes(bytes);
    }

    @SuppressWarnings("EnumOrdinal") // stores do not outlive a run
    private static byte[] toBytes(SalesHistory history) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(BYTES_OF_AN_ACT * (history.acts().size() + 1));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(history.leadId());
            out.writeUTF(history.dealId());
            out.writeInt(history.acts().size());
            for (Act act : history.acts()) {
                out.writeUTF(act.id());
                out.writeByte(act.kind().ordinal());
                out.writeLong(act.timeMillis());
                out.writeInt(act.sequence());
                out.writeUTF(act.stage());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("no history can be written", failure);
        }
        return bytes.toByteArray();
    }

    private static SalesHistory ofBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String leadId = in.readUTF();
            String dealId = in.readUTF();
            int size = in.readInt();
            List<Act> acts = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                acts.add(new Act(in.readUTF(), KINDS[in.readByte()], in.readLong(), in.readInt(), in.readUTF()));
            }
            return new SalesHistory(leadId, dealId, acts);
        } catch (IOException failure) {
            throw new UncheckedIOException("no history can be read", failure);
        }
    }
}
