/** Content: scenarios, their versions and who may see them. */
@NullMarked
package com.oetpraxis.content;

import org.jspecify.annotations.NullMarked;
