package com.oetpraxis.devstack.mailbox;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes every mail of the suite on loopback and shows it: {@code /} for a person, {@code
 * /api/messages} for a program, newest first. Nothing leaves the machine; a restart empties it.
 */
public final class Mailbox implements AutoCloseable {

    private static final int KEPT = 500;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<]+");

    private final GreenMail smtp;
    private final HttpServer page;
    private final JsonMapper json = JsonMapper.shared();

    /** One mail as the page and the API show it. */
    public record Mail(String from, List<String> to, String subject, String date, String text) {}

    private Mailbox(GreenMail smtp, HttpServer page) {
        this.smtp = smtp;
        this.page = page;
    }

    public static Mailbox start(int smtpPort, int pagePort) throws IOException {
        var smtp = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        var page =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), pagePort), 16);
        var mailbox = new Mailbox(smtp, page);
        page.createContext("/", mailbox::answer);
        page.start();
        return mailbox;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            switch (path) {
                case "/" -> send(exchange, 200, "text/html; charset=utf-8", html());
                case "/api/messages" ->
                        send(
                                exchange,
                                200,
                                "application/json",
                                json.writeValueAsString(messages()));
                default -> send(exchange, 404, "text/plain; charset=utf-8", "Nothing here.\n");
            }
        } catch (MessagingException | FolderException e) {
            send(exchange, 500, "text/plain; charset=utf-8", "A mail was not readable.\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private List<Mail> messages() throws MessagingException, IOException, FolderException {
        var received = smtp.getReceivedMessages();
        if (received.length > 2 * KEPT) {
            smtp.purgeEmailFromAllMailboxes();
        }
        var mails = new ArrayList<Mail>();
        for (var i = received.length - 1; i >= 0 && mails.size() < KEPT; i--) {
            mails.add(mail(received[i]));
        }
        return mails;
    }

    private static Mail mail(MimeMessage message) throws MessagingException, IOException {
        var to = message.getRecipients(Message.RecipientType.TO);
        var from = message.getFrom();
        return new Mail(
                from == null || from.length == 0 ? "" : from[0].toString(),
                to == null ? List.of() : Arrays.stream(to).map(Object::toString).toList(),
                message.getSubject() == null ? "" : message.getSubject(),
                message.getSentDate() == null ? "" : message.getSentDate().toInstant().toString(),
                text(message));
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var text = text(parts.getBodyPart(i));
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }

    private String html() throws MessagingException, IOException, FolderException {
        var mails = messages();
        var out =
                new StringBuilder(
                        """
                        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mailbox</title>
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2733}
                        article{border:1px solid #d5dde5;border-radius:8px;padding:1rem 1.25rem;margin:1rem 0}
                        h2{font-size:1.1rem;margin:0}p.meta{color:#566;margin:.2rem 0 .6rem}pre{white-space:pre-wrap;font:inherit;margin:0}</style>
                        </head><body><h1>Mailbox</h1><p>Every mail the suite has sent since it started, newest first. Reload to see new ones.</p>
                        """);
        if (mails.isEmpty()) {
            out.append(
                    "<p>No mail yet. Register an account and its verification mail appears here.</p>");
        }
        for (var mail : mails) {
            out.append("<article><h2>")
                    .append(escape(mail.subject()))
                    .append("</h2><p class=\"meta\">to ");
            out.append(escape(String.join(", ", mail.to())))
                    .append(" · ")
                    .append(escape(mail.date()));
            out.append("</p><pre>")
                    .append(linked(escape(mail.text())))
                    .append("</pre></article>\n");
        }
        return out.append("</body></html>\n").toString();
    }

    private static String linked(String text) {
        return LINK.matcher(text)
                .replaceAll(m -> "<a href=\"" + m.group() + "\">" + m.group() + "</a>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public void close() {
        page.stop(0);
        smtp.stop();
    }
}
