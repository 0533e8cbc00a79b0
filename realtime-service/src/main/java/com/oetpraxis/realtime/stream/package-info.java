/** The practice stream (EP-37): one WebSocket between a learner's client and a live session. */
@NullMarked
package com.oetpraxis.realtime.stream;

import org.jspecify.annotations.NullMarked;
