/** Jobs that a service does by itself. */
@NullMarked
package com.oetpraxis.shared.job;

import org.jspecify.annotations.NullMarked;
