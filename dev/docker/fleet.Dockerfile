FROM node:20-bookworm-slim
WORKDIR /fleet
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
COPY dev ./dev
USER node
ENTRYPOINT ["node", "--import", "tsx", "dev/fleet/main.ts"]
