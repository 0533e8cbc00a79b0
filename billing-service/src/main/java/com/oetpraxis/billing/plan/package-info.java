/** What can be bought, and what comes for nothing. */
@NullMarked
package com.oetpraxis.billing.plan;

import org.jspecify.annotations.NullMarked;
