/** What a learner does in one turn of talk: cue lists as data, and the detectors that read them. */
@NullMarked
package com.oetpraxis.ai.behaviour;

import org.jspecify.annotations.NullMarked;
