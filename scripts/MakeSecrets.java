import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the secrets of a new cluster: {@code java scripts/MakeSecrets.java FILE} writes the objects
 * of k8s/secrets.template.yaml with fresh values to FILE, readable by its owner only. {@code
 * SMTP_USER} and {@code SMTP_PASS} are taken from the environment.
 */
public class MakeSecrets {

    private static final List<String> SERVICES =
            List.of(
                    "user-service",
                    "session-service",
                    "content-service",
                    "billing-service",
                    "realtime-service",
                    "ai-service");

    private static final List<String> WITH_DATABASE =
            List.of("user-service", "session-service", "content-service", "billing-service");

    private static final SecureRandom RANDOM = new SecureRandom();

    public static void main(String[] arguments) throws NoSuchAlgorithmException, IOException {
        if (arguments.length != 1) {
            System.err.println("Say where to write the secrets: MakeSecrets.java FILE");
            System.exit(2);
        }
        var file = Path.of(arguments[0]);
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            System.err.println(file + " exists and is left as it is.");
            System.exit(1);
        }
        Files.writeString(file, manifests());
        System.out.println("The secrets are in " + file + "; keep it where nobody else reads.");
    }

    private static String manifests() throws NoSuchAlgorithmException {
        var publicKeys = new ArrayList<String>();
        var objects = new LinkedHashMap<String, Map<String, String>>();
        for (var service : SERVICES) {
            var key = rsaKey();
            publicKeys.add("{" + publicMembers(service, key) + "}");
            var values = new LinkedHashMap<String, String>();
            values.put("PRAXIS_SERVICE_KEY", privateKey(service, key));
            if (WITH_DATABASE.contains(service)) {
                values.put("DATABASE_PASSWORD", random(24));
            }
            objects.put(service, values);
        }
        var users = objects.get("user-service");
        users.put("PRAXIS_KEY_ENCRYPTION_KEY", Base64.getEncoder().encodeToString(bytes(32)));
        users.put("SMTP_USER", System.getenv().getOrDefault("SMTP_USER", ""));
        users.put("SMTP_PASS", System.getenv().getOrDefault("SMTP_PASS", ""));
        objects.put(
                "service-keys",
                Map.of("PRAXIS_SERVICE_KEYS", "{\"keys\":[" + String.join(",", publicKeys) + "]}"));
        objects.put("postgresql", Map.of("POSTGRES_PASSWORD", random(24)));
        objects.put("redis", Map.of("REDIS_PASSWORD", random(24)));

        var text = new StringBuilder();
        objects.forEach(
                (name, values) -> {
                    text.append("---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: ")
                            .append(name)
                            .append("\nstringData:\n");
                    values.forEach(
                            (key, value) ->
                                    text.append("  ")
                                            .append(key)
                                            .append(": '")
                                            .append(value.replace("'", "''"))
                                            .append("'\n"));
                });
        return text.toString();
    }

    private static RSAPrivateCrtKey rsaKey() throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    }

    private static String publicMembers(String name, RSAPrivateCrtKey key) {
        return "\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\""
                .formatted(name, number(key.getModulus()), number(key.getPublicExponent()));
    }

    /** RFC 7518, 6.3.2. */
    private static String privateKey(String name, RSAPrivateCrtKey key) {
        return "{%s,\"d\":\"%s\",\"p\":\"%s\",\"q\":\"%s\",\"dp\":\"%s\",\"dq\":\"%s\",\"qi\":\"%s\"}"
                .formatted(
                        publicMembers(name, key),
                        number(key.getPrivateExponent()),
                        number(key.getPrimeP()),
                        number(key.getPrimeQ()),
                        number(key.getPrimeExponentP()),
                        number(key.getPrimeExponentQ()),
                        number(key.getCrtCoefficient()));
    }

    private static String number(BigInteger value) {
        var signed = value.toByteArray();
        var unsigned =
                signed[0] == 0 && signed.length > 1
                        ? java.util.Arrays.copyOfRange(signed, 1, signed.length)
                        : signed;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    private static String random(int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(length));
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
