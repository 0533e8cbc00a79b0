/** The demo sign-ins of the local profile. */
@NullMarked
package com.oetpraxis.user.demo;

import org.jspecify.annotations.NullMarked;
