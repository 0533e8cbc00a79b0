/** Events out and in. */
@NullMarked
package com.oetpraxis.shared.event;

import org.jspecify.annotations.NullMarked;
