package com.oetpraxis.gateway.status;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import org.springframework.stereotype.Component;

/** How much of itself the gateway is using. */
@Component
class Capacity {

    private static final long MEGABYTE = 1024 * 1024;

    private final MeterRegistry meters;
    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    Capacity(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * @param cpuUsagePercent of this process over all cores, 0 to 100
     * @param openStreams practice streams passing through
     */
    record Figures(
            long uptimeSeconds,
            long memoryUsageMb,
            long memoryLimitMb,
            double cpuUsagePercent,
            int openStreams) {

        double memoryShare() {
            return memoryLimitMb == 0 ? 0 : (double) memoryUsageMb / memoryLimitMb;
        }
    }

    Figures now() {
        var runtime = Runtime.getRuntime();
        var streams = meters.find("gateway.streams.open").gauge();
        return new Figures(
                ManagementFactory.getRuntimeMXBean().getUptime() / 1_000,
                (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
                runtime.maxMemory() / MEGABYTE,
                Math.round(Math.max(0, system.getProcessCpuLoad()) * 1_000) / 10.0,
                streams == null ? 0 : (int) streams.value());
    }
}
