package com.oetpraxis.user.account;

/**
 * What we take for an e-mail address: the form of HTML's e-mail field, with a dot in the domain.
 */
final class Address {

    static final String PATTERN =
            "(?=.{3,255}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
                    + "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    static final String MESSAGE = "is not an e-mail address";

    private Address() {}
}
