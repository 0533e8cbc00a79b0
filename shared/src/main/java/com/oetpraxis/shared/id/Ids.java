package com.oetpraxis.shared.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes the row ids of new rows: UUID version 7 (RFC 9562), ordered by the application's clock. */
public final class Ids {

    private final TimeBasedEpochGenerator generator;

    public Ids(Clock clock) {
        this.generator =
                Generators.timeBasedEpochGenerator(
                        new SecureRandom(),
                        new UUIDClock() {
                            @Override
                            public long currentTimeMillis() {
                                return clock.millis();
                            }
                        });
    }

    /** A new id; later ids sort after earlier ones, also within one millisecond. */
    public UUID next() {
        return generator.generate();
    }
}
