ARG GRAFANA_VERSION=13.2.2

FROM node:20.19.5-bookworm-slim AS plugin
WORKDIR /plugin
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM grafana/grafana:${GRAFANA_VERSION}
COPY --from=plugin /plugin/dist /var/lib/grafana/plugins/memcg-kmemleak-app
