/** A finished talk as text with times, in the golden format {@code oet-golden/1}. */
@NullMarked
package com.oetpraxis.ai.transcript;

import org.jspecify.annotations.NullMarked;
