package com.oetpraxis.user;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.oetpraxis.devstack.server.Ports;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The mail server of this JVM's tests. */
public final class Mailbox {

    private static final Pattern LINK = Pattern.compile("(http\\S+/verify\\?token=)(\\S+)");

    private static final GreenMail SERVER = start();

    private Mailbox() {}

    /** Where it listens, also while it is away. */
    public static int port() {
        return SERVER.getSmtp().getPort();
    }

    /** Nobody answers there until {@link #comeBack}. */
    public static void goAway() {
        SERVER.stop();
    }

    /** Answers again; does nothing where it has not gone away. */
    public static void comeBack() {
        if (!SERVER.isRunning()) {
            SERVER.start();
        }
    }

    /** The texts of the mails to this address. */
    public static List<String> textsTo(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .map(message -> GreenMailUtil.getBody(message))
                .toList();
    }

    /** The tokens of the verification links sent to this address. */
    public static List<String> tokensTo(String address) {
        return textsTo(address).stream()
                .map(LINK::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(2))
                .toList();
    }

    private static GreenMail start() {
        try {
            var setup = new ServerSetup(Ports.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
            var server = new GreenMail(setup);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return Arrays.stream(message.getAllRecipients())
                    .anyMatch(recipient -> recipient.toString().equals(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
