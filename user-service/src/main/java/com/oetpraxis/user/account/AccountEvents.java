package com.oetpraxis.user.account;

import com.oetpraxis.shared.event.EventMessage;
import com.oetpraxis.shared.event.Outbox;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Brings what happened to an account into the outbox, in the transaction of the change. */
@Component
class AccountEvents {

    private final Outbox outbox;

    AccountEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(UserRegistered event) {
        publish("user.registered", event.userId(), event);
    }

    @EventListener
    void on(EmailVerified event) {
        publish("user.email_verified", event.userId(), event);
    }

    @EventListener
    void on(ProfileUpdated event) {
        publish("user.profile_updated", event.userId(), event);
    }

    @EventListener
    void on(ProfessionChanged event) {
        publish("user.profession_changed", event.userId(), event);
    }

    private void publish(String name, UUID userId, Object event) {
        outbox.publish(new EventMessage("praxis.user", name, userId.toString(), event));
    }
}
