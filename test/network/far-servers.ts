/** As a program on the host at the far end: a name server that knows `engine.example.org`, a time server, and who takes connections. */
import {createSocket} from 'node:dgram';
import {createServer} from 'node:net';

/** A question's answer (RFC 1035): the same header and question, marked as an answer, and for an address of the known name one record. */
function answerTo(question: Buffer): Buffer {
	const end = question.indexOf(0, 12) + 5;
	const name = question.subarray(12, end - 4).toString('latin1');
	const isKnown = name.includes('\u0006engine\u0007example\u0003org');
	const isA = question.readUInt16BE(end - 4) === 1;
	const header = Buffer.from(question.subarray(0, 12));
	// Answer, recursion available; name error where the name is not known.
	header.writeUInt16BE(isKnown ? 0x81_80 : 0x81_83, 2);
	header.writeUInt16BE(isKnown && isA ? 1 : 0, 6);
	header.writeUInt32BE(0, 8);
	const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]);
	return Buffer.concat([header, question.subarray(12, end), ...(isKnown && isA ? [record] : [])]);
}

/** A time server half a minute before us (RFC 5905 section 7.3). */
function timeFor(): Buffer {
	const packet = Buffer.alloc(48);
	packet[0] = 0x24;
	packet[1] = 2;
	const seconds = Date.now() / 1000 + 2_208_988_800 + 30;
	for (const at of [32, 40]) {
		packet.writeUInt32BE(Math.floor(seconds), at);
		packet.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), at + 4);
	}
	return packet;
}

const names = createSocket('udp4').bind(53);
names.on('message', (question, {port, address}) => names.send(answerTo(question), port, address));
const time = createSocket('udp4').bind(123);
time.on('message', (_, {port, address}) => time.send(timeFor(), port, address));
createServer(socket => socket.end()).listen(443, () => process.stdout.write('listening\n'));
