/** Exercises from a learner's own errors, repeated at growing distances. */
@NullMarked
package com.oetpraxis.session.drill;

import org.jspecify.annotations.NullMarked;
