/** One-time tickets for the handshake of a stream (EP-101). */
@NullMarked
package com.oetpraxis.realtime.ticket;

import org.jspecify.annotations.NullMarked;
