/** What a start says when it cannot be made. */
@NullMarked
package com.oetpraxis.devstack.launch;

import org.jspecify.annotations.NullMarked;
