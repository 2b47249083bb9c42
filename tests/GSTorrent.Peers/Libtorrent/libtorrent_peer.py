"""A bare libtorrent peer: commands come as lines on stdin, answers and events go as lines to stdout.

add TORRENT<tab>FOLDER | dial HOST<tab>PORT | recheck | quit; events: ready, complete, error TEXT.
The end of stdin ends the program, so it never outlives the one who started it.
"""
import os
import select
import sys

import libtorrent as lt

address, port = sys.argv[1], sys.argv[2]
session = lt.session({
    'listen_interfaces': f'{address}:{port}',
    'outgoing_interfaces': address,
    'enable_dht': False, 'enable_lsd': False, 'enable_upnp': False, 'enable_natpmp': False,
    'enable_outgoing_utp': False, 'enable_incoming_utp': False,
    'out_enc_policy': 2, 'in_enc_policy': 1,
    'allow_multiple_connections_per_ip': True,
    'unchoke_slots_limit': -1, 'connections_limit': 500,
    'ssrf_mitigation': False, 'auto_sequential': False,
    'max_out_request_queue': 2000, 'max_allowed_in_request_queue': 4000,
    'send_buffer_watermark': 8 * 1024 * 1024, 'min_reconnect_time': 1,
    'alert_mask': lt.alert.category_t.status_notification | lt.alert.category_t.error_notification,
})
handles = []


def tell(text):
    print(text, flush=True)


def run(line):
    verb, _, rest = line.partition(' ')
    if verb == 'add':
        torrent, folder = rest.split('\t')
        params = lt.add_torrent_params()
        params.ti = lt.torrent_info(torrent)
        params.save_path = folder
        params.flags |= lt.torrent_flags.disable_pex | lt.torrent_flags.disable_dht | lt.torrent_flags.disable_lsd
        params.flags &= ~lt.torrent_flags.auto_managed & ~lt.torrent_flags.paused
        handles.append(session.add_torrent(params))
    elif verb == 'dial':
        host, number = rest.split('\t')
        handles[-1].connect_peer((host, int(number)))
    elif verb == 'recheck':
        handles[-1].force_recheck()


def report():
    for alert in session.pop_alerts():
        if isinstance(alert, lt.torrent_checked_alert):
            tell('checked')
            if alert.handle.status().is_seeding:
                tell('complete')
        elif isinstance(alert, lt.torrent_finished_alert):
            tell('complete')
        elif alert.category() & lt.alert.category_t.error_notification:
            tell(f'error {alert.message()}')


# One thread reads commands and alerts: libtorrent tells of alerts by a byte in a pipe.
woken, wake = os.pipe()
os.set_blocking(woken, False)
os.set_blocking(wake, False)
session.set_alert_fd(wake)
tell('ready')
pending = b''
while True:
    readable, _, _ = select.select([0, woken], [], [], 1)
    if woken in readable:
        os.read(woken, 4096)
    report()
    if 0 not in readable:
        continue
    chunk = os.read(0, 65536)
    *lines, pending = (pending + chunk).split(b'\n')
    for line in lines:
        try:
            run(line.decode())
        except Exception as e:
            tell(f'error {e}')
    if not chunk or b'quit' in lines:
        os._exit(0)
