/** Legal documents in their versions, and who accepted which. */
@NullMarked
package com.oetpraxis.user.legal;

import org.jspecify.annotations.NullMarked;
