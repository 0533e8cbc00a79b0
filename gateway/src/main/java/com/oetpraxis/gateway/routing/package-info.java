/** Which service answers which path, and how it is asked. */
@NullMarked
package com.oetpraxis.gateway.routing;

import org.jspecify.annotations.NullMarked;
