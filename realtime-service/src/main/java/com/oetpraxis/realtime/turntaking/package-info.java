/** Who has the floor in a live role-play: a pure state machine from timed events to commands. */
@NullMarked
package com.oetpraxis.realtime.turntaking;

import org.jspecify.annotations.NullMarked;
