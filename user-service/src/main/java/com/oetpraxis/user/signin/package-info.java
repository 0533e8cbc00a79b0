/** Signing in, staying signed in and signing out. */
@NullMarked
package com.oetpraxis.user.signin;

import org.jspecify.annotations.NullMarked;
