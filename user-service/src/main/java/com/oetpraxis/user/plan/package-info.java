/** What billing-service last said about a learner's plan, for the token. */
@NullMarked
package com.oetpraxis.user.plan;

import org.jspecify.annotations.NullMarked;
