/** Passwords that a person types, as the hashes that are kept of them. */
import {hashForGrub, hashPassword} from '../settings/crypt-hash.ts';
import type {AnySetting} from '../settings/setting.ts';

export type HashKind = NonNullable<AnySetting['hashed']>;

/** Slow on purpose; screens have it done in a thread. */
export type Hash = (password: string, kind: HashKind) => Promise<string>;

export const hashAs: Hash = async (password, kind) =>
	kind === 'crypt' ? hashPassword(password) : hashForGrub(password);
