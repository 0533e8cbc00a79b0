/** The journeys of people who use the suite, through its public door only. */
@NullMarked
package com.oetpraxis.e2e;

import org.jspecify.annotations.NullMarked;
