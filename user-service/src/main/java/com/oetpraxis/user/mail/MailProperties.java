package com.oetpraxis.user.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param from the sender of every mail
 * @param retryAfter how long a mail that failed waits before it is tried again; doubled with each
 *     failure
 */
@ConfigurationProperties("praxis.mail")
record MailProperties(
        @DefaultValue("noreply@oetpraxis.com") String from,
        @DefaultValue("10s") Duration retryAfter) {}
