// Calls every method of the client library @ctrl/qbittorrent against a running server and checks what comes back.
// usage: node surface.mjs URL TOKEN DESTINATION
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { QBittorrent, TorrentFilePriority } from '@ctrl/qbittorrent';

const [baseUrl, token, destination] = process.argv.slice(2);
const called = new Set();

function recorded(client) {
    return new Proxy(client, {
        get(target, name) {
            const value = target[name];
            if (typeof value !== 'function') return value;
            called.add(name);
            return value.bind(target);
        },
    });
}

async function refused(promise, ...statuses) {
    await assert.rejects(promise, error => statuses.includes(error.status ?? error.statusCode), `not ${statuses}`);
}

async function until(what, condition) {
    const end = Date.now() + 30_000;
    while (!(await condition())) {
        assert.ok(Date.now() < end, `not in time: ${what}`);
        await new Promise(resolve => setTimeout(resolve, 50));
    }
}

async function application(client) {
    assert.equal(await client.version(), 'v5.1.4');
    assert.equal(await client.getAppVersion(), 'v5.1.4');
    assert.equal(await client.getApiVersion(), '2.11.4');
    assert.equal(await client.getDefaultSavePath(), destination);
    assert.equal((await client.getBuildInfo()).bitness, 64);
    assert.ok((await client.getProcessInfo()).launch_time > 0);
    assert.ok((await client.getFreeSpaceAtPath(destination)) > 0);
    assert.deepEqual(await client.getCookies(), []);
    assert.equal(await client.setCookies([]), true);
    await client.setPreferences({ queueing_enabled: true, max_active_downloads: 7, no_such_thing: 1 });
    const preferences = await client.getPreferences();
    assert.equal(preferences.max_active_downloads, 7);
    assert.equal(preferences.save_path, destination);
    await client.setTransferSpeedLimits({ dl_limit: 1_000_000, alt_dl_limit: 5_000 });
    assert.deepEqual(await client.getTransferSpeedLimits(),
        { up_limit: 0, dl_limit: 1_000_000, alt_up_limit: 51_200, alt_dl_limit: 5_000 });
    await client.setTransferSpeedLimits({ dl_limit: 0 });
}

async function creation(client) {
    const folder = join(destination, 'made here');
    mkdirSync(folder);
    writeFileSync(join(folder, 'one.bin'), randomBytes(100_000));
    writeFileSync(join(folder, 'two.bin'), randomBytes(50_000));
    assert.deepEqual(await client.getDirectoryContent(destination), [folder]);
    const [item] = await client.getDirectoryContent(folder, { mode: 'files', withMetadata: true });
    assert.deepEqual([item.name, item.type, item.size], ['one.bin', 'file', 100_000]);
    const { taskID } = await client.addTorrentCreatorTask(folder, {
        format: 'v1', pieceSize: 16_384, startSeeding: false, trackers: ['http://127.0.0.1:1/announce?a=b&c=d'],
    });
    await until('made', async () => (await client.getTorrentCreatorStatus(taskID))[0].status === 'Finished');
    const file = await client.getTorrentCreatorFile(taskID);
    assert.equal(await client.deleteTorrentCreatorTask(taskID), true);
    assert.deepEqual(await client.getTorrentCreatorStatus(), []);
    return file;
}

async function adding(client, file) {
    assert.equal(await client.addTorrent(file, { paused: 'true', category: 'first', skip_checking: 'true' }), true);
    await assert.rejects(client.addTorrent(file, {}));
    const [torrent] = await client.listTorrents({ category: 'first' });
    assert.equal(torrent.name, 'made here');
    assert.equal(torrent.content_path, join(destination, 'made here'));
    const hash = '0123456789abcdef0123456789abcdef01234567';
    assert.equal(await client.addMagnet(`magnet:?xt=urn:btih:${hash}&dn=magnet`, { stopped: 'true' }), true);
    assert.equal((await client.getTorrent(hash)).name, 'magnet');
    const second = hash.replace('0123', 'abcd');
    const added = await client.normalizedAddTorrent(`magnet:?xt=urn:btih:${second}`, {
        startPaused: true, label: 'second',
    });
    assert.deepEqual([added.label, added.state, added.isCompleted], ['second', 'paused', false]);
    const all = await client.getAllData();
    assert.equal(all.torrents.length, 3);
    assert.deepEqual(all.labels.map(label => label.name).sort(), ['first', 'second']);
    return { hash: torrent.hash, magnet: hash, second };
}

async function details(client, { hash }) {
    const properties = await client.torrentProperties(hash);
    assert.equal(properties.total_size, 150_000);
    const files = await client.torrentFiles(hash);
    assert.deepEqual(files.map(file => file.name), ['made here/one.bin', 'made here/two.bin']);
    assert.equal((await client.torrentTrackers(hash)).at(-1).url, 'http://127.0.0.1:1/announce?a=b&c=d');
    assert.deepEqual(await client.torrentWebSeeds(hash), []);
    assert.equal((await client.torrentPieceStates(hash)).length, properties.pieces_num);
    assert.match((await client.torrentPieceHashes(hash))[0], /^[0-9a-f]{40}$/);
    assert.ok(Array.isArray(await client.torrentPieceAvailability(hash)));
    const peers = await client.torrentPeers(hash);
    assert.equal(peers.full_update, true);
    assert.equal((await client.torrentPeers(hash, peers.rid)).full_update, undefined);
    const [listed] = await client.listTorrents({ hashes: [hash], includeFiles: true, includeTrackers: true });
    assert.equal(listed.files.length, 2);
    assert.equal(listed.trackers.length, 1);
}

async function changing(client, { hash, magnet }) {
    await client.setTorrentDownloadLimit([hash, magnet], 5_000);
    await client.setTorrentUploadLimit(hash, 6_000);
    assert.deepEqual(await client.getTorrentDownloadLimit([hash, magnet]), { [hash]: 5_000, [magnet]: 5_000 });
    assert.deepEqual(await client.getTorrentUploadLimit(hash), { [hash]: 6_000 });
    await client.setTorrentName(hash, 'another name');
    await client.setTorrentComment(hash, 'a comment');
    await client.setFilePriority(hash, ['0', '1'], TorrentFilePriority.HighPriority);
    assert.equal((await client.torrentFiles(hash))[0].priority, 6);
    await client.renameFile(hash, 'made here/one.bin', 'made here/deeper/1.bin');
    await client.renameFolder(hash, 'made here', 'made there');
    await refused(client.renameFile(hash, 'made there/two.bin', 'made there/deeper'), 409);
    assert.equal((await client.listTorrents({ hashes: hash }))[0].content_path, join(destination, 'made there'));
    await client.addTrackers([hash, magnet], 'udp://tracker.example:6969/announce');
    await client.editTrackers(hash, 'udp://tracker.example:6969/announce', 'http://other.example/announce', 1);
    assert.equal((await client.listTorrents({ hashes: hash }))[0].trackers_count, 2);
    await client.removeTrackers('all', 'http://other.example/announce|udp://tracker.example:6969/announce');
    const [torrent] = await client.listTorrents({ hashes: hash });
    assert.deepEqual([torrent.name, torrent.comment, torrent.trackers_count], ['another name', 'a comment', 1]);
}

async function organizing(client, { hash }) {
    await client.createCategory('third', join(destination, 'third'));
    await client.editCategory('third', join(destination, '3'));
    assert.equal((await client.getCategories()).third.savePath, join(destination, '3'));
    await client.setTorrentCategory(hash, 'third');
    assert.equal((await client.getTorrent(hash)).label, 'third');
    await client.resetTorrentCategory(hash);
    await client.removeCategory('third\nsecond');
    assert.deepEqual(Object.keys(await client.getCategories()), ['first']);
    await client.createTags('a,b');
    await client.addTorrentTags(hash, 'b,c');
    assert.deepEqual(await client.getTags(), ['a', 'b', 'c']);
    await client.removeTorrentTags(hash, 'c');
    assert.equal((await client.listTorrents({ tag: 'b' })).length, 1);
    await client.removeTorrentTags(hash);
    await client.deleteTags('a,b,c');
    assert.deepEqual(await client.getTags(), []);
}

async function running(client, { hash, magnet, second }) {
    await client.topPriority(second);
    await client.bottomPriority(magnet);
    await client.queueUp(magnet);
    await client.queueDown(second);
    const places = (await client.listTorrents({ hashes: [second, magnet], sort: 'priority' })).map(one => one.hash);
    assert.deepEqual(places, [second, magnet].reverse());
    const main = await client.getSyncMainData();
    assert.equal(Object.keys(main.torrents).length, 3);
    await client.startTorrent(hash);
    await until('it seeds', async () => (await client.getTorrent(hash)).state === 'seeding');
    await client.pauseTorrent(hash);
    await client.resumeTorrent(hash);
    await client.recheckTorrent(hash);
    await until('it is checked', async () => (await client.getTorrent(hash)).isCompleted);
    await client.reannounceTorrent(hash, 'http://127.0.0.1:1/announce');
    await client.stopTorrent('all');
    await until('all are stopped', async () => (await client.listTorrents({ filter: 'paused' })).length === 3);
    const delta = await client.getSyncMainData(main.rid);
    assert.equal(delta.full_update, undefined);
    assert.equal(delta.torrents[hash].name, undefined);
    assert.equal((await client.fetchTorrentMetadata('magnet:?xt=urn:btih:' + hash)).info.name, 'made here');
    assert.equal(Buffer.from(await client.saveTorrentMetadata(hash)).indexOf('d8:announce'), 0);
    const content = await client.downloadTorrentFile(hash, 1);
    const { name } = (await client.torrentFiles(hash))[1];
    assert.deepEqual(Buffer.from(content), readFileSync(join((await client.getTorrent(hash)).savePath, name)));
    await client.setTorrentLocation(hash, join(destination, 'elsewhere'));
    await until('it was moved', async () => (await client.getTorrent(hash)).savePath.endsWith('elsewhere'));
    await client.removeTorrent([hash, magnet]);
    await client.removeTorrent('all', true);
    assert.deepEqual(await client.listTorrents(), []);
}

async function missing(client, file, { hash }) {
    assert.deepEqual(await client.getRssRules(), {});
    await refused(client.setRssRule('rule', {}), 409);
    await refused(client.cloneRssRule('rule', 'copy'), 409);
    await refused(client.removeRssRule('rule'), 409);
    await refused(client.rotateApiKey(), 404);
    await refused(client.deleteApiKey(), 404);
    assert.equal(await client.storeClientData({ a: 1, b: { c: [null] } }), true);
    assert.deepEqual(await client.loadClientData(['b']), { b: { c: [null] } });
    await refused(client.fetchTorrentMetadata('magnet:?xt=urn:btih:' + hash), 409);
    const [parsed] = await client.parseTorrentMetadata(file);
    assert.deepEqual([parsed.hash, parsed.info.name], [hash, 'made here']);
    assert.deepEqual(parsed.info.files.map(one => one.path), ['made here/one.bin', 'made here/two.bin']);
    await refused(client.saveTorrentMetadata(hash), 409);
    await refused(client.downloadTorrentFile(hash, 0), 404);
}

async function signingIn() {
    await assert.rejects(new QBittorrent({ baseUrl, username: 'admin', password: 'wrong' }).getAppVersion());
    const byToken = new QBittorrent({ baseUrl, apiKey: token });
    assert.equal(await byToken.getAppVersion(), 'v5.1.4');
    const first = new QBittorrent({ baseUrl, username: 'admin', password: token });
    await first.login();
    const again = QBittorrent.createFromState({ baseUrl, username: 'admin', password: token }, first.exportState());
    assert.equal(await again.getApiVersion(), '2.11.4');
}

const client = recorded(new QBittorrent({ baseUrl, username: 'admin', password: token, timeout: 20_000 }));
await signingIn();
await application(client);
const file = await creation(client);
const torrents = await adding(client, file);
await details(client, torrents);
await changing(client, torrents);
await organizing(client, torrents);
await running(client, torrents);
await missing(client, file, torrents);
const methods = Object.getOwnPropertyNames(QBittorrent.prototype).filter(name => name !== 'constructor');
assert.deepEqual(methods.filter(name => !called.has(name)), [], 'methods that were not called');
console.log(`${methods.length} methods`);
