package com.oetpraxis.gateway.limit;

/** Under which name an address is counted: IPv6 by its /64, which one customer has to himself. */
final class ClientKey {

    private static final int PREFIX_GROUPS = 4;

    private ClientKey() {}

    /**
     * @param address as {@link java.net.InetAddress#getHostAddress()} writes it: eight groups where
     *     it is IPv6
     */
    static String of(String address) {
        var groups = address.split(":", -1);
        if (groups.length <= PREFIX_GROUPS) {
            return address;
        }
        return String.join(":", groups[0], groups[1], groups[2], groups[3]) + "::/64";
    }
}
