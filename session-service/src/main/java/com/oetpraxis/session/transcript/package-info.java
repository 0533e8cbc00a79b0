/** What was said in a session, turn by turn, and whether it is enough to assess. */
@NullMarked
package com.oetpraxis.session.transcript;

import org.jspecify.annotations.NullMarked;
