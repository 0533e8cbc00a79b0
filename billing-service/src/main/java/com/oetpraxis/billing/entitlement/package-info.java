/** How many sessions an account may still take: reserved, captured, released under one lock. */
@NullMarked
package com.oetpraxis.billing.entitlement;

import org.jspecify.annotations.NullMarked;
