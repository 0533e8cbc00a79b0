/** Who has paid for which plan, and until when. */
@NullMarked
package com.oetpraxis.billing.subscription;

import org.jspecify.annotations.NullMarked;
