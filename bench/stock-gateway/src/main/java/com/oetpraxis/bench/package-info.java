/** The gateway that ours is measured against. */
@NullMarked
package com.oetpraxis.bench;

import org.jspecify.annotations.NullMarked;
