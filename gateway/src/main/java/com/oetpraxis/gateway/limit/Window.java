package com.oetpraxis.gateway.limit;

import java.time.Duration;

/**
 * At most {@code limit} calls in any stretch of {@code length}.
 *
 * @param told whether the answer's headers speak of it when it does not refuse; a window of seconds
 *     says nothing that a client could plan with
 */
record Window(Duration length, long limit, boolean told) {}
