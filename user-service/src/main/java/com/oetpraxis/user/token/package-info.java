/** Access tokens and the keys that sign them. */
@NullMarked
package com.oetpraxis.user.token;

import org.jspecify.annotations.NullMarked;
