/** The mailbox: an SMTP server with a page that shows what was sent. */
@NullMarked
package com.oetpraxis.devstack.mailbox;

import org.jspecify.annotations.NullMarked;
