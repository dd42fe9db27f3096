/** Rules for servers and certificates of logs. */
import {hostPort, httpsUrl} from '../../settings/rules.ts';
import type {Rule} from '../../settings/setting.ts';

/** A file as the host will find it: from the root, of characters that no configuration file takes for its own. */
const isPath = (text: string) => /^\/[\p{L}\p{N}._/@%+,=~-]+$/u.test(text) && !/\/\.{0,2}(\/|$)/.test(text);

/** A path, or a URL that nobody on the way can change. */
export const caFile: Rule = text => {
	if (/-----BEGIN/.test(text))
		return {what: 'is the text of a certificate', right: 'give the path of a file that holds it, or an https URL'};
	if (/^[a-z]+:\/\//i.test(text)) return httpsUrl(text);
	return isPath(text)
		? undefined
		: {
				what: 'is neither a path nor an https URL',
				right: 'give one as in /etc/pki/tls/certs/log-ca.pem or https://pki.example.org/ca.pem',
			};
};

/** The receiver alone; the kernel's own word of this name has ports, addresses and an interface besides (netconsole.rst). */
export const netconsoleHost: Rule = text =>
	/[@/]/.test(text)
		? {
				what: "is in the form of the kernel's own netconsole=",
				right: 'give the receiver alone, as in 192.0.2.14 or 192.0.2.14:6666',
			}
		: hostPort(text);
