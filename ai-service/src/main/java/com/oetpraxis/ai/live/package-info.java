/** The line over which realtime-service talks to the patient of one session. */
@NullMarked
package com.oetpraxis.ai.live;

import org.jspecify.annotations.NullMarked;
