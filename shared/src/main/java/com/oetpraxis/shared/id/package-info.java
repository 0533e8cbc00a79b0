/** Identifiers and time. */
@NullMarked
package com.oetpraxis.shared.id;

import org.jspecify.annotations.NullMarked;
