// A network of the AT Protocol's own servers on this machine: directory of identities, personal data server, app view.
// Needs DB_POSTGRES_URL and REDIS_HOST. Says where it is in one line of JSON, and ends when its input does.
import {TestNetwork} from '@atproto/dev-env';

const people = {northwind: 'northwind-password', ann: 'ann-password'};

const network = await TestNetwork.create({dbPostgresSchema: 'baton'});
for (const [name, password] of Object.entries(people)) {
  const made = await fetch(`${network.pds.url}/xrpc/com.atproto.server.createAccount`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({handle: `${name}.test`, email: `${name}@mail.test`, password}),
  });
  if (!made.ok) throw new Error(`no account for ${name}: ${made.status} ${await made.text()}`);
}
await network.processAll();
console.log(JSON.stringify({ready: network.pds.url}));

process.stdin.resume();
process.stdin.on('end', async () => {
  await network.close();
  process.exit(0);
});
