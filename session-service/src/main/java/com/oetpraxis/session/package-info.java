/** Practice sessions, their transcripts and reports, and the progress of learners. */
@NullMarked
package com.oetpraxis.session;

import org.jspecify.annotations.NullMarked;
