package com.oetpraxis.user.site;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the outside finds us.
 *
 * @param publicUrl the gateway's address as learners see it, without a slash at the end
 */
@ConfigurationProperties("praxis")
public record SiteProperties(@DefaultValue("http://localhost:8000") String publicUrl) {

    /** The absolute address of a path that starts with a slash. */
    public String url(String path) {
        return publicUrl + path;
    }
}
