/** Whether a pause sounds like the end of a turn: a second voice beside the words said so far. */
@NullMarked
package com.oetpraxis.realtime.endofturn;

import org.jspecify.annotations.NullMarked;
