/** Speech to text inside this process: Moonshine by ONNX Runtime. */
@NullMarked
package com.oetpraxis.ai.recogniser;

import org.jspecify.annotations.NullMarked;
