/** Messages inside the product. */
@NullMarked
package com.oetpraxis.user.notification;

import org.jspecify.annotations.NullMarked;
