#!/bin/sh
# Installs the AT Protocol's development network below the folder given, once, and runs it: see network.mjs. Needs npm and
# a redis-server; DB_POSTGRES_URL is an empty database. Says where it is in one line, and ends when its input does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
cp "$here/package.json" "$here/network.mjs" .
[ -x node_modules/node/bin/node ] || npm install --no-audit --no-fund --loglevel=error >&2
redis-server --port "$2" --save '' --daemonize no > redis.log &
redis=$!
trap 'kill $redis' EXIT
REDIS_HOST=127.0.0.1:$2 LOG_ENABLED=false node_modules/node/bin/node network.mjs
