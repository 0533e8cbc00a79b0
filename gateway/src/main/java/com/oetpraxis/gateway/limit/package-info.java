/** How many calls a client may make. */
@NullMarked
package com.oetpraxis.gateway.limit;

import org.jspecify.annotations.NullMarked;
