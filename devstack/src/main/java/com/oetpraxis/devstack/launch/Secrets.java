package com.oetpraxis.devstack.launch;

import com.nimbusds.jose.jwk.RSAKey;
import com.oetpraxis.devstack.server.Schema;
import com.oetpraxis.devstack.server.ServiceKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is secret on this machine: made once, kept in {@code .praxis/secrets} (files of mode 600)
 * and given to the services by their environment.
 */
final class Secrets {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final Map<String, RSAKey> serviceKeys = new HashMap<>();

    Secrets(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            restrict(folder, "rwx------");
        } catch (IOException e) {
            throw new LaunchException("The folder " + folder + " cannot be written.", e);
        }
        for (var service : ServiceKeys.SERVICES) {
            var text = value(service + ".jwk", () -> ServiceKeys.generate(service).toJSONString());
            try {
                serviceKeys.put(service, RSAKey.parse(text));
            } catch (ParseException e) {
                throw new LaunchException(
                        "The key " + folder.resolve(service + ".jwk") + " is damaged; delete it.",
                        e);
            }
        }
    }

    String serviceKey(String service) {
        return java.util.Objects.requireNonNull(serviceKeys.get(service)).toJSONString();
    }

    String serviceKeys() {
        return ServiceKeys.publicSet(new ArrayList<>(serviceKeys.values()));
    }

    String databasePassword(Schema schema) {
        return value("database-" + schema.schemaName(), () -> random(24));
    }

    /** 256 bits, Base64: encrypts the signing keys and second-factor secrets in the database. */
    String keyEncryptionKey() {
        return value(
                "key-encryption-key",
                () -> {
                    var bytes = new byte[32];
                    RANDOM.nextBytes(bytes);
                    return Base64.getEncoder().encodeToString(bytes);
                });
    }

    /** Of every demo sign-in; satisfies the rule for passwords (BR-17). */
    String demoPassword() {
        return value("demo-password", () -> "Demo1-" + random(9));
    }

    /** Base32, 160 bits: the second factor of the demo staff. */
    String demoTotpSecret() {
        return value(
                "demo-totp-secret",
                () -> {
                    var text = new StringBuilder();
                    for (var i = 0; i < 32; i++) {
                        text.append(BASE32.charAt(RANDOM.nextInt(32)));
                    }
                    return text.toString();
                });
    }

    private String value(String name, Supplier<String> fresh) {
        var file = folder.resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            var value = fresh.get();
            ownersOnly(file);
            Files.writeString(file, value + "\n");
            return value;
        } catch (IOException e) {
            throw new LaunchException("The file " + file + " cannot be written.", e);
        }
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Makes the file, empty and for nobody else to read. */
    static void ownersOnly(Path file) throws IOException {
        Files.writeString(file, "");
        restrict(file, "rw-------");
    }

    private static void restrict(Path file, String permissions) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }
}
