// Calls everything that @ctrl/transmission has, on a server without torrents, and checks what comes back.
// node run.js <base URL> <directory for content> <.torrent file of a folder with three files> [<name> <password>]
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Transmission } from '@ctrl/transmission';

const [baseUrl, downloads, torrentPath, username, password] = process.argv.slice(2);
const torrent = await readFile(torrentPath);
const magnet = 'magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=magnet';
const signIn = username === undefined ? {} : { username, password };
const client = new Transmission({ baseUrl, ...signIn, timeout: 30_000 });
let calls = 0;

if (username !== undefined) {
  for (const wrong of [{ username, password: 'wrong' }, {}]) {
    const stranger = new Transmission({ baseUrl, ...wrong, timeout: 30_000 });
    await assert.rejects(stranger.getSession(), error => error.statusCode === 401 || error.status === 401);
  }
}

async function succeeds(promise) {
  const answer = await promise;
  assert.equal(answer.result, 'success', JSON.stringify(answer));
  calls += 1;
  return answer.arguments;
}

// Whatever it adds goes to /downloads, unless it is told otherwise, which its own shortcut does not do.
for (const name of ['addTorrent', 'addMagnet']) {
  const add = client[name].bind(client);
  client[name] = (what, options = {}) => add(what, { 'download-dir': downloads, ...options });
}

const session = await succeeds(client.getSession());
assert.equal(session['rpc-version'], 17);
assert.match(session.version, /^4\.0\.6 /);
assert.equal(session['download-dir'], downloads);
await succeeds(client.setSession({ 'speed-limit-down': 777, 'speed-limit-down-enabled': true }));
assert.equal((await succeeds(client.getSession()))['speed-limit-down'], 777);

const added = (await succeeds(client.addTorrent(torrent, { paused: true })))['torrent-added'];
const hash = added.hashString;
assert.match(hash, /^[0-9a-f]{40}$/);
const duplicate = await succeeds(client.addTorrent(torrent.toString('base64'), { paused: true }));
assert.equal(duplicate['torrent-duplicate'].hashString, hash);
const second = (await succeeds(client.addMagnet(magnet, { paused: true })))['torrent-added'];
assert.equal(second.name, 'magnet');
await succeeds(client.removeTorrent(second.id, false));
await succeeds(client.addUrl(magnet, { paused: true }));
await succeeds(client.removeTorrent([second.hashString]));

const listed = (await succeeds(client.listTorrents())).torrents;
assert.equal(listed.length, 1);
assert.equal(listed[0].name, added.name);
assert.equal(listed[0].files.length, 3);
assert.deepEqual(listed[0].wanted, [1, 1, 1]);
assert.equal((await succeeds(client.listTorrents('recently-active', ['trackerStats', 'pieces']))).torrents.length, 1);

await succeeds(client.setTorrent(hash, { labels: ['one', 'two'], downloadLimit: 50, downloadLimited: true }));
await succeeds(client.setTorrent(added.id, { 'files-unwanted': [0], 'priority-high': [1], 'peer-limit': 7 }));
const changed = (await succeeds(client.listTorrents(hash))).torrents[0];
assert.deepEqual(changed.labels, ['one', 'two']);
assert.deepEqual(changed.wanted, [0, 1, 1]);
assert.equal(changed.priorities[1], 1);
assert.equal(changed.downloadLimit, 50);
assert.equal(changed['peer-limit'], 7);

const shown = await client.getTorrent(hash);
assert.equal(shown.id, hash);
assert.equal(shown.label, 'one');
assert.equal(shown.state, 'paused');
assert.equal(shown.savePath, downloads);
const all = await client.getAllData();
assert.deepEqual(all.labels, [{ id: 'one', name: 'one', count: 1 }]);
await assert.rejects(client.getTorrent('00000000000000000000000000000000000000aa'), /not found/);
calls += 3;

for (const act of ['queueTop', 'queueBottom', 'queueUp', 'queueDown', 'resumeTorrent', 'reannounceTorrent',
  'verifyTorrent', 'pauseTorrent']) {
  await succeeds(client[act](hash));
}

const space = await succeeds(client.freeSpace(downloads));
assert.equal(space.path, downloads);
assert.ok(space['size-bytes'] > 0);
const renamed = await succeeds(client.renamePath(hash, { path: added.name, name: 'renamed' }));
assert.deepEqual([renamed.path, renamed.name, renamed.id], [added.name, 'renamed', added.id]);
assert.equal((await client.getTorrent(hash)).name, 'renamed');
await succeeds(client.moveTorrent(hash, `${downloads}/moved`));
await succeeds(client.removeTorrent(hash, true));

const normalized = await client.normalizedAddTorrent(torrent, { startPaused: true, label: 'mine' });
assert.equal(normalized.label, 'mine');
assert.equal(normalized.id, hash);
const again = Transmission.createFromState({ baseUrl, ...signIn }, client.exportState());
assert.equal((await succeeds(again.listTorrents())).torrents.length, 1);
calls += 2;

const refused = await client.addTorrent('AAAA', {});
assert.equal(refused.result, 'unrecognized info');
console.log(`${calls} calls`);
