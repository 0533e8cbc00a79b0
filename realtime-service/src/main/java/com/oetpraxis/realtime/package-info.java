/** The practice stream of live role-plays: audio, voice activity, turn-taking. */
@NullMarked
package com.oetpraxis.realtime;

import org.jspecify.annotations.NullMarked;
