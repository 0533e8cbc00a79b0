/** Practice sessions: started, talked through over the stream, paused, ended. */
@NullMarked
package com.oetpraxis.session.practice;

import org.jspecify.annotations.NullMarked;
