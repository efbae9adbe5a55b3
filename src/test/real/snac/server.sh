#!/bin/sh
# A snac server on a port of this machine, with the accounts shop and ann. Needs snac (Debian: snac2) and curl. Says where
# it is, with both tokens and ann's password, in one line of JSON, and ends when its input does.
set -eu
port=$1
top=$(mktemp -d)
data=$top/data
here=http://localhost:$port

# snac refuses to be root
as() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"
  else
    "$@"
  fi
}
if [ "$(id -u)" = 0 ]; then chown nobody "$top"; fi

printf '127.0.0.1\n%s\nlocalhost:%s\n\n\n' "$port" "$port" | as snac init "$data" > /dev/null 2>&1
as sed -i 's/"protocol": "https"/"protocol": "http"/' "$data/server.json"
password() { as snac adduser "$data" "$1" 2> /dev/null < /dev/null | sed -n 's/^User password is //p'; }
shop=$(password shop)
ann=$(password ann)

(if [ "$(id -u)" = 0 ]; then
   exec setpriv --reuid=nobody --regid=nogroup --clear-groups snac httpd "$data"
 else
   exec snac httpd "$data"
 fi) > "$top/log" 2>&1 < /dev/null &
server=$!
trap 'kill $server; rm -rf "$top"' EXIT
until curl -sf "$here/api/v1/instance" > /dev/null; do sleep 0.2; done

field() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"; }
anywhere=urn:ietf:wg:oauth:2.0:oob
app=$(curl -sf -d "client_name=baton&redirect_uris=$anywhere&scopes=read write" "$here/api/v1/apps")
id=$(echo "$app" | field client_id)
secret=$(echo "$app" | field client_secret)
token() {
  code=$(curl -sf --data-urlencode "login=$1" --data-urlencode "passwd=$2" -d "redir=$anywhere&cid=$id&state=" \
    "$here/oauth/x-snac-login")
  curl -sf -d "grant_type=authorization_code&client_id=$id&client_secret=$secret&redirect_uri=$anywhere&code=$code" \
    "$here/oauth/token" | field access_token
}
echo "{\"ready\": \"$here\", \"shop\": \"$(token shop "$shop")\", \"ann\": \"$(token ann "$ann")\",
  \"password\": \"$ann\"}" | tr -d '\n' && echo
cat > /dev/null
