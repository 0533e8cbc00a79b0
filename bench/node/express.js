import { Agent } from "node:http";
import express from "express";
import { expressjwt } from "express-jwt";
import { rateLimit } from "express-rate-limit";
import { createProxyMiddleware } from "http-proxy-middleware";
import { Redis } from "ioredis";
import morgan from "morgan";
import { RedisStore } from "rate-limit-redis";
import { publicKey } from "./keys.js";

const { PORT, REDIS_URL, UPSTREAM } = process.env;
const redis = new Redis(REDIS_URL);
const app = express();
app.disable("x-powered-by");
app.use(morgan("combined"));
app.use(
  expressjwt({
    secret: await publicKey(UPSTREAM),
    algorithms: ["RS256"],
    issuer: "https://praxis",
    audience: "praxis-api",
  }),
);
app.use(
  rateLimit({
    windowMs: 60_000,
    limit: 1_000_000_000,
    keyGenerator: (request) => request.auth.sub,
    store: new RedisStore({
      prefix: "express:",
      sendCommand: (command, ...args) => redis.call(command, ...args),
    }),
  }),
);
app.use(
  createProxyMiddleware({
    target: UPSTREAM,
    changeOrigin: true,
    xfwd: true,
    agent: new Agent({ keepAlive: true }),
  }),
);
app.use((error, request, response, next) => {
  response.status(error.status ?? 500).json({ error: error.message });
});
app.listen(Number(PORT), "127.0.0.1");
