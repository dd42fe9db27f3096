/** Keys that let root in: public ones by value, and https URLs of files of them. */
import {NO_KEY, publicKey} from '../../settings/public-key.ts';
import {httpsUrl} from '../../settings/rules.ts';
import type {Rule} from '../../settings/setting.ts';

/** Whether an item is the address of keys and not a key. */
export const isKeysUrl = (text: string) => /^[a-z]+:\/\//i.test(text);

/** One line of authorized_keys without options, or an https URL of such lines. */
export const sshKey: Rule = text => {
	if (/\n/.test(text)) return {what: 'holds a line break', right: 'give each key as an item of its own'};
	if (isKeysUrl(text)) return httpsUrl(text);
	const wrong = publicKey(text);
	return wrong === NO_KEY ? {...NO_KEY, right: `${NO_KEY.right}, or an https URL`} : wrong;
};
