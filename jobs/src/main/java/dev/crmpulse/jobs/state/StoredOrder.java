package dev.crmpulse.jobs.state;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The order in which RocksDB stores keys that are texts: by key group, then by their serialized form, which begins with
 * the length. A batch that is gone through in this order finds neighbours in blocks that were just read, and writes what
 * a flush need not sort.
 */
public final class StoredOrder {
    private static final Comparator<Place<?>> BY_PLACE = (a, b) -> {
        int byGroup = Integer.compare(a.keyGroup, b.keyGroup);
        if (byGroup != 0) {
            return byGroup;
        }
        String one = a.entry.getKey();
        String other = b.entry.getKey();
        int byLength = Integer.compare(one.length(), other.length());
        return byLength != 0 ? byLength : one.compareTo(other);
    };

    private final int keyGroups;

    private record Place<V>(int keyGroup, Map.Entry<String, V> entry) {}

    /** @param keyGroups how many there are in the whole job: its maximum parallelism */
    public StoredOrder(int keyGroups) {
        this.keyGroups = keyGroups;
    }

    /** The entries of a batch in that order. */
    public <V> List<Map.Entry<String, V>> of(Map<String, V> batch) {
        Collection<Map.Entry<String, V>> entries = batch.entrySet();
        @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generic types cannot be made otherwise
        Place<V>[] places = new Place[entries.size()];
        int next = 0;
        for (Map.Entry<String, V> entry : entries) {
            places[next++] = new Place<>(KeyGroupRangeAssignment.assignToKeyGroup(entry.getKey(), keyGroups), entry);
        }
        Arrays.sort(places, BY_PLACE);
        return Arrays.stream(places).map(Place::entry).toList();
    }
}
