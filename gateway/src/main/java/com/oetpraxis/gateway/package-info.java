/** The only public door of the suite. */
@NullMarked
package com.oetpraxis.gateway;

import org.jspecify.annotations.NullMarked;
