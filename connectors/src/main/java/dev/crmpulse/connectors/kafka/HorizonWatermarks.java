package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.ClockTick;
import dev.crmpulse.connectors.cloudevents.Delivery;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The horizon of a replay: it rises with ticks alone, one per partition, written after the last event. Events raise
 * nothing, for the next file may tell of earlier times.
 */
public final class HorizonWatermarks implements WatermarkGenerator<Delivery> {
    private long horizonMillis = Long.MIN_VALUE;

    public static WatermarkStrategy<Delivery> ofReplay() {
        return WatermarkStrategy.<Delivery>forGenerator(context -> new HorizonWatermarks());
    }

    @Override
    public void onEvent(Delivery delivery, long timestamp, WatermarkOutput output) {
        if (delivery instanceof ClockTick tick && tick.timeMillis() > horizonMillis) {
            horizonMillis = tick.timeMillis();
            output.emitWatermark(new Watermark(horizonMillis));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // nothing changes while nothing arrives
    }
}
