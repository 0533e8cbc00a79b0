/** The speech models of this machine, where an operator has brought them. */
@NullMarked
package com.oetpraxis.realtime.models;

import org.jspecify.annotations.NullMarked;
