/** Whether a learner may start a session of a scenario: what user, content and billing say. */
@NullMarked
package com.oetpraxis.session.admission;

import org.jspecify.annotations.NullMarked;
