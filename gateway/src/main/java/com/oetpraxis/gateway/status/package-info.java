/** How the suite is doing, as measured from its door. */
@NullMarked
package com.oetpraxis.gateway.status;

import org.jspecify.annotations.NullMarked;
