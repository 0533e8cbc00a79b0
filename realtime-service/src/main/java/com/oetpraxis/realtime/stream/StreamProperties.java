package com.oetpraxis.realtime.stream;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How streams are kept.
 *
 * @param publicUrl the gateway as browsers see it, whose pages may connect
 * @param origins where else a browser's page may come from: the CORS list; a client without an
 *     {@code Origin} is no browser
 * @param heartbeat longest time without a {@code ping} from the client
 * @param ping how often the server pings at protocol level
 * @param patientWithin longest wait for the patient before the session is ready without
 * @param sessionWithin longest wait for session-service when a client connects
 */
@Validated
@ConfigurationProperties("practice-stream")
record StreamProperties(
        @NotNull @DefaultValue("http://localhost:8000") String publicUrl,
        @DefaultValue({
                    "http://127.0.0.1:8000",
                    "http://localhost:3000",
                    "https://oetpraxis.com",
                    "https://staging.oetpraxis.com"
                })
                List<String> origins,
        @NotNull @DefaultValue("90s") Duration heartbeat,
        @NotNull @DefaultValue("30s") Duration ping,
        @NotNull @DefaultValue("1s") Duration patientWithin,
        @NotNull @DefaultValue("10s") Duration sessionWithin) {}
