package com.oetpraxis.realtime.turntaking;

import java.util.Locale;

/** The states of a live conversation (catalogue 2.4), as the client sees them. */
public enum Phase {
    LISTENING,
    PROCESSING,
    SPEAKING,
    PAUSED,
    ENDED;

    /** The name on the wire: {@code listening}, {@code processing} and so on. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
