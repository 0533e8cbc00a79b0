/**
 * Text to speech inside this process: Piper by ONNX Runtime, espeak-ng by its library or program.
 */
@NullMarked
package com.oetpraxis.ai.speaker;

import org.jspecify.annotations.NullMarked;
