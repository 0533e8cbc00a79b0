package com.oetpraxis.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    private final ApplicationModules modules = ApplicationModules.of(UserServiceApplication.class);

    @Test
    void featuresUseEachOthersPublicTypesOnlyAndWithoutCycles() {
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .containsExactlyInAnyOrder(
                        "account",
                        "demo",
                        "legal",
                        "mail",
                        "notification",
                        "plan",
                        "profile",
                        "secret",
                        "signin",
                        "site",
                        "token");

        modules.verify();
    }
}
