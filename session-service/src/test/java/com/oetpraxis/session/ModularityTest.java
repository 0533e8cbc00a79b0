package com.oetpraxis.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    @Test
    void featuresUseEachOthersPublicTypesWithoutCycles() {
        var modules = ApplicationModules.of(SessionServiceApplication.class);

        assertThat(modules.stream().map(m -> m.getIdentifier().toString()))
                .containsExactlyInAnyOrder(
                        "admission",
                        "practice",
                        "transcript",
                        "feedback",
                        "progress",
                        "page",
                        "drill",
                        "library",
                        "marking",
                        "analytics");
        modules.verify();
    }
}
