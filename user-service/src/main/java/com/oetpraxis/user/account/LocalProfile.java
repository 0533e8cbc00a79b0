package com.oetpraxis.user.account;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Whether this is the {@code local} profile, asked when it runs rather than when it is built. */
@Component
public class LocalProfile {

    private final boolean active;

    LocalProfile(Environment environment) {
        this.active = environment.acceptsProfiles(Profiles.of("local"));
    }

    public boolean isActive() {
        return active;
    }
}
