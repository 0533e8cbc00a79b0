/** Billing: plans, subscriptions and the allowance of sessions. */
@NullMarked
package com.oetpraxis.billing;

import org.jspecify.annotations.NullMarked;
