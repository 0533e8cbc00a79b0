/**
 * What the learner is saying: their speech cut into stretches, recognised while they speak, joined
 * when the turn is over.
 */
@NullMarked
package com.oetpraxis.realtime.recognition;

import org.jspecify.annotations.NullMarked;
