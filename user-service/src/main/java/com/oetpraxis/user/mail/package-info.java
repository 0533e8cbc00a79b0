/** The mails that accounts need. */
@NullMarked
package com.oetpraxis.user.mail;

import org.jspecify.annotations.NullMarked;
