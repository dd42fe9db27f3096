/** Certificates as a file of ours holds them (PEM, RFC 7468). */
import {X509Certificate} from 'node:crypto';
import {WRITTEN} from '../../plan/written.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

function isCertificate(pem: string): boolean {
	try {
		return new X509Certificate(pem).raw.length > 0;
	} catch {
		return false;
	}
}

/** Only the certificates of a text, whatever stands round them; undefined when there is none, or one cannot be read. */
export function certificatesIn(text: string): string | undefined {
	const blocks = text.match(BLOCK) ?? [];
	if (blocks.length === 0 || !blocks.every(isCertificate)) return undefined;
	return `# ${WRITTEN}\n${blocks.map(block => block.replaceAll('\r', '')).join('\n')}\n`;
}
