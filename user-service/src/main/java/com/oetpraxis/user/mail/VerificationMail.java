package com.oetpraxis.user.mail;

import com.oetpraxis.user.account.AccountService;
import com.oetpraxis.user.account.UserRegistered;
import com.oetpraxis.user.account.VerificationRequested;
import com.oetpraxis.user.account.VerificationTokens;
import com.oetpraxis.user.site.SiteProperties;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sends the link that proves an address, after the commit of what asked for it. Its token is made
 * here, so that no event holds a secret. The name that was given is not in the mail: somebody could
 * write to strangers with it.
 *
 * <p>The listeners run outside a transaction, because a mail server is waited for; one that fails
 * stays in {@code event_publication} and is tried again by {@link MailRetry}.
 */
@Component
class VerificationMail {

    private static final Logger log = LoggerFactory.getLogger(VerificationMail.class);

    private static final String TEXT =
            """
            Hello,

            somebody, probably you, signed up for OET Praxis with this address. Please confirm it:

            {link}

            The link is good for 24 hours. If it was not you, there is nothing to do.

            OET Praxis
            """;

    private final AccountService accounts;
    private final VerificationTokens tokens;
    private final JavaMailSender sender;
    private final MailProperties properties;
    private final SiteProperties site;

    VerificationMail(
            AccountService accounts,
            VerificationTokens tokens,
            JavaMailSender sender,
            MailProperties properties,
            SiteProperties site) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.sender = sender;
        this.properties = properties;
        this.site = site;
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(UserRegistered event) {
        send(event.userId());
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(VerificationRequested event) {
        send(event.userId());
    }

    private void send(UUID userId) {
        var user = accounts.find(userId).orElse(null);
        if (user == null || user.isEmailVerified() || !user.isActive()) {
            return;
        }
        var token = tokens.issueForMail(userId).orElse(null);
        if (token == null) {
            log.info("Sent no further verification mail of {} within the hour", userId);
            return;
        }
        var link =
                UriComponentsBuilder.fromUriString(site.url("/verify"))
                        .queryParam("token", token.value())
                        .encode(StandardCharsets.UTF_8)
                        .toUriString();
        var message = new SimpleMailMessage();
        message.setFrom(properties.from());
        message.setTo(user.email());
        message.setSubject("Please confirm your e-mail address");
        message.setText(TEXT.replace("{link}", link));
        try {
            sender.send(message);
        } catch (MailException e) {
            tokens.notSent(token);
            throw e;
        }
        log.info("Sent the verification mail of {}", userId);
    }
}
