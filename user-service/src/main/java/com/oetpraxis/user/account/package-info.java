/**
 * Accounts from registration on: who a person is, what they may do, whether their address is
 * proven.
 */
@NullMarked
package com.oetpraxis.user.account;

import org.jspecify.annotations.NullMarked;
