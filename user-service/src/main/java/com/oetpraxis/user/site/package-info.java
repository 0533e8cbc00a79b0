/** Where the outside finds the suite. */
@NullMarked
package com.oetpraxis.user.site;

import org.jspecify.annotations.NullMarked;
