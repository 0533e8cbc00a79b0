/**
 * The learner's sound: decoded, searched for speech, judged and forgotten; nothing of it is kept.
 */
@NullMarked
package com.oetpraxis.realtime.audio;

import org.jspecify.annotations.NullMarked;
