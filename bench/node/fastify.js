import httpProxy from "@fastify/http-proxy";
import jwt from "@fastify/jwt";
import rateLimit from "@fastify/rate-limit";
import Fastify from "fastify";
import { Redis } from "ioredis";
import pino from "pino";
import { publicKey } from "./keys.js";

const { PORT, REDIS_URL, UPSTREAM } = process.env;
const key = await publicKey(UPSTREAM);
const app = Fastify({
  logger: { stream: pino.destination({ dest: 1, sync: false, minLength: 4096 }) },
  disableRequestLogging: true, // one line a request, not two
});
await app.register(jwt, {
  secret: { public: key.export({ type: "spki", format: "pem" }) },
  verify: { algorithms: ["RS256"], allowedIss: "https://praxis", allowedAud: "praxis-api" },
});
app.addHook("onRequest", (request) => request.jwtVerify());
app.addHook("onResponse", async (request, reply) => {
  request.log.info({
    method: request.method,
    path: request.url,
    status: reply.statusCode,
    duration: reply.elapsedTime,
    user: request.user?.sub,
    ip: request.ip,
  });
});
await app.register(rateLimit, {
  hook: "preHandler",
  timeWindow: 60_000,
  max: 1_000_000_000,
  keyGenerator: (request) => request.user.sub,
  redis: new Redis(REDIS_URL),
  nameSpace: "fastify:",
});
await app.register(httpProxy, { upstream: UPSTREAM });
await app.listen({ port: Number(PORT), host: "127.0.0.1" });
