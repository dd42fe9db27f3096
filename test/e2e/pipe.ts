/** What a guest sends, to a port of this machine, and back: QEMU starts one for each connection. `pipe.ts PORT` */
import {connect} from 'node:net';
import process from 'node:process';

const socket = connect(Number(process.argv[2]), '127.0.0.1');
process.stdin.pipe(socket);
socket.pipe(process.stdout);
socket.on('close', () => process.exit());
