FROM node:20.19.5-bookworm-slim AS bundle
WORKDIR /bundle
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY src ./src
COPY dev ./dev
RUN npx esbuild dev/fleet/main.ts dev/docker/alertReceiver.ts --bundle --platform=node --format=esm \
    --entry-names=[name] --out-extension:.js=.mjs --outdir=/fleet

FROM node:20.19.5-bookworm-slim
# A new volume belongs to whom the folder belongs that it covers.
RUN mkdir /history && chown node:node /history
COPY --from=bundle /fleet /fleet
USER node
ENTRYPOINT ["node", "/fleet/main.mjs"]
