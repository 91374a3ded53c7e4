FROM node:20-bookworm-slim AS build
WORKDIR /app
# SQLite is compiled where its prebuilt binary cannot be fetched.
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
COPY phone/package.json ./phone/
# The project builds itself when it is installed, and its sources are not here yet: only SQLite needs its script.
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY . .
# npm counts the packages of a workspace to production as long as its folder is there.
RUN npm run build && rm -r phone && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=file:/var/lib/frontdesk/frontdesk.db
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/data ./data
RUN mkdir /var/lib/frontdesk && chown node:node /var/lib/frontdesk
VOLUME /var/lib/frontdesk
USER node
EXPOSE 3000
# That the process lives, which is what a load balancer asks as well.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, which would not pass SIGTERM on.
CMD ["node", "dist/src/main.js"]
