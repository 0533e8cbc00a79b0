package com.oetpraxis.ai.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadingTest {

    @Test
    void loadsOnceHoweverOftenItIsAskedFor() {
        var loads = new AtomicInteger();
        var loading = new Loading<>("thing", () -> Optional.of(loads.incrementAndGet()));

        loading.begin();
        loading.begin();

        assertThat(loading.get()).contains(1);
        assertThat(loading.get()).contains(1);
    }

    @Test
    void goesOnWithoutWhatIsBroken() {
        var loading =
                new Loading<String>(
                        "thing",
                        () -> {
                            throw new SpeechException("It is broken");
                        });

        assertThat(loading.get()).isEmpty();
    }
}
