package com.oetpraxis.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** What holds the service's parts apart. Every rule must match something, or it fails. */
class ModularityTest {

    @Test
    void featuresUseEachOthersPublicTypesOnlyAndWithoutCycles() {
        var modules = ApplicationModules.of(ContentServiceApplication.class);

        modules.verify();
        assertThat(modules.stream())
                .extracting(module -> module.getIdentifier().toString())
                .containsExactlyInAnyOrder("event", "library", "scenario");
    }
}
