package com.oetpraxis.user.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Set by the launcher in the {@code local} profile and unused elsewhere.
 *
 * @param password of every demo sign-in
 * @param totpSecret the second factor of the demo staff, Base32
 * @param gatewayAddress what the gateway listens on
 */
@ConfigurationProperties("praxis.demo")
record DemoProperties(
        @DefaultValue("") String password,
        @DefaultValue("") String totpSecret,
        @DefaultValue("127.0.0.1") String gatewayAddress) {

    @Override
    public String toString() {
        return "DemoProperties";
    }
}
