/** Accounts and everything by which a person is known to the suite. */
@NullMarked
package com.oetpraxis.user;

import org.jspecify.annotations.NullMarked;
