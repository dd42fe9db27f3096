/** What may be pinged: a name or an address, and so many packets. Pure. */
import {address as isAddress, hostname} from '../settings/rules.ts';

/** Whole sentences; undefined where nothing is wrong. */
export type WrongPing = {readonly address?: string | undefined; readonly count?: string | undefined};

const PACKETS = {least: 1, most: 20};

export function wrongPing(address: string, count: string): WrongPing {
	const packets = /^\d+$/.test(count) ? Number(count) : 0;
	return {
		address:
			isAddress(address) === undefined || hostname(address) === undefined
				? undefined
				: `"${address}" is neither a name nor an address; give one, as in 192.0.2.1 or gateway.example.org.`,
		count:
			packets >= PACKETS.least && packets <= PACKETS.most
				? undefined
				: `"${count}" is no number of packets; give ${PACKETS.least} to ${PACKETS.most}.`,
	};
}
