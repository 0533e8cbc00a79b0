package com.oetpraxis.realtime.patient;

import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the patients are played.
 *
 * @param instances base addresses of ai-service; a lost line goes to the next
 * @param attempt wait for a reply before it is asked for over a new line; two fit into the 5 s of a
 *     live reply (catalogue CX-11)
 * @param busy wait for words once the recogniser has said that it is busy
 * @param reconnect longest wait between two attempts to open a line
 */
@Validated
@ConfigurationProperties("patient")
record PatientProperties(
        @NotEmpty @DefaultValue("http://localhost:8006") List<URI> instances,
        @DefaultValue("2500ms") Duration attempt,
        @DefaultValue("30s") Duration busy,
        @DefaultValue("1s") Duration reconnect) {}
