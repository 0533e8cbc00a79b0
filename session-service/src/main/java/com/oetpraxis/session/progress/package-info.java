/** A learner's results over all sessions. */
@NullMarked
package com.oetpraxis.session.progress;

import org.jspecify.annotations.NullMarked;
