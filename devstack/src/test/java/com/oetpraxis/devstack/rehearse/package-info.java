/** What a learner reads in the terminal after a rehearsal. */
@NullMarked
package com.oetpraxis.devstack.rehearse;

import org.jspecify.annotations.NullMarked;
