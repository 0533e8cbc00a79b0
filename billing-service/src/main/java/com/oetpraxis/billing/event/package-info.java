/** The topic on which billing tells what has happened. */
@NullMarked
package com.oetpraxis.billing.event;

import org.jspecify.annotations.NullMarked;
