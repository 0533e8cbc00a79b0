package com.oetpraxis.user.site;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the outside finds us.
 *
 * @param publicUrl the gateway's address as learners see it, without a slash at the end
 * @param verifiedPath where a browser goes on once an address is confirmed; a frontend's page
 */
@ConfigurationProperties("praxis")
public record SiteProperties(
        @DefaultValue("http://localhost:8000") String publicUrl,
        @DefaultValue("/?verified=true") String verifiedPath) {

    /** The absolute address of the page after the confirmation. */
    public String verifiedUrl() {
        return url(verifiedPath);
    }

    /** The absolute address of a path that starts with a slash. */
    public String url(String path) {
        return publicUrl + path;
    }
}
