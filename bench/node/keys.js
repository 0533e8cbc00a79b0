import { createPublicKey } from "node:crypto";

/** The one key of the set, asked for once: that is to the advantage of these two. */
export async function publicKey(upstream) {
  const response = await fetch(`${upstream}/v1/auth/jwks`);
  const { keys } = await response.json();
  return createPublicKey({ key: keys[0], format: "jwk" });
}
