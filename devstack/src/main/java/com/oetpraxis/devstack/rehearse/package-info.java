/** A role-play in the terminal, through the running suite. */
@NullMarked
package com.oetpraxis.devstack.rehearse;

import org.jspecify.annotations.NullMarked;
