/** People who mark sessions blind, and how far they agree with the scorer. */
@NullMarked
package com.oetpraxis.session.marking;

import org.jspecify.annotations.NullMarked;
