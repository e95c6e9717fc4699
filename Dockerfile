# One image for the api, the worker and the migrations; which of them runs is the command's choice (docker-compose.yml).
FROM node:24-slim AS build
WORKDIR /hearth
COPY package.json package-lock.json .npmrc ./
# No script of any package runs: nothing that the servers need is made by one.
RUN npm ci --include=dev --ignore-scripts
COPY . .
RUN node tools/build.mjs

FROM node:24-slim AS packages
WORKDIR /hearth
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /hearth
COPY --from=packages /hearth/node_modules node_modules
COPY --from=build /hearth/dist dist
COPY package.json LICENSE ./
COPY prisma prisma
COPY tools tools
# A volume that is mounted here takes its owner from it.
RUN install --directory --owner=node --group=node --mode=700 /var/lib/hearth
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/server/api.js"]
