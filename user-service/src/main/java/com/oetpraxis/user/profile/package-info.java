/** The signed-in user's own view of the account. */
@NullMarked
package com.oetpraxis.user.profile;

import org.jspecify.annotations.NullMarked;
