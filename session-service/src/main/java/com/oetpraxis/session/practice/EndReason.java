package com.oetpraxis.session.practice;

import java.util.Locale;

/** Why a session ended. */
enum EndReason {
    /** By {@code POST /v1/sessions/{id}/complete}. */
    COMPLETED,
    /** By the two-step end on the stream. */
    STOPPED,
    TIME_LIMIT,
    /** The patient closed the talk. */
    CLOSED,
    CANCELLED,
    /** Nothing was heard for a quarter of an hour. */
    EXPIRED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
