/** The one connection to Redis. */
@NullMarked
package com.oetpraxis.gateway.redis;

import org.jspecify.annotations.NullMarked;
