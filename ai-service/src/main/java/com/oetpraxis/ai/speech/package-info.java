/**
 * Listening and speaking: what the suite asks of a recogniser and of a voice, and who waits for it.
 */
@NullMarked
package com.oetpraxis.ai.speech;

import org.jspecify.annotations.NullMarked;
