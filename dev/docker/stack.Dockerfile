FROM node:20.19.5-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends prometheus prometheus-node-exporter && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /stack
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# Data is written below the checkout.
RUN mkdir .demo && chown node:node .demo
USER node
ENTRYPOINT ["node", "dev/stack.mjs"]
