package com.oetpraxis.realtime.models;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the speech models are.
 *
 * @param folder searched with its subfolders by file name; null or blank where there are none
 */
@ConfigurationProperties("speech-models")
record SpeechModelProperties(@Nullable String folder) {}
