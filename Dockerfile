# Footnote in a container; docs/RUNNING.md says how, compose.yaml runs it with all that it needs.

FROM node:24-bookworm-slim AS build
# For hnswlib-node, which is compiled; without them it would be left out.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends g++ make python3 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# The headers that this image brings: none are downloaded.
ENV npm_config_nodedir=/usr/local
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY tsconfig.json ./
COPY src src
COPY embeddings embeddings
COPY commands commands
# What has been used up goes, and what is for other systems, or for browsers.
RUN npm run build \
 && chmod +x dist/src/cli.js \
 && find node_modules/onnxruntime-node/bin -mindepth 3 -maxdepth 3 -type d \
    -not -path "*/$(node -p 'process.platform + "/" + process.arch')" -exec rm -r {} + \
 && find node_modules/hnswlib-node -name obj.target -prune -exec rm -r {} + \
 && find dist -name .tsbuildinfo -delete \
 && rm -r node_modules/@typescript node_modules/typescript node_modules/@xenova/transformers/dist

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    ARTICLES_DIR=/articles \
    DATA_DIR=/data \
    HEALTH_PORT=8080
WORKDIR /app
COPY --from=build /app ./
RUN ln -s /app/dist/src/cli.js /usr/local/bin/footnote \
 && install --directory --owner=node --group=node /articles /data
# A new volume begins with the sample articles.
COPY --chown=node:node articles /articles
USER 1000:1000
VOLUME ["/articles", "/data"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
