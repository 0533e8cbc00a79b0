/** Reports as pages to read and print: HTML with charts in SVG, made here, without a script. */
@NullMarked
package com.oetpraxis.session.page;

import org.jspecify.annotations.NullMarked;
