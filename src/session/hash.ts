/** Passwords as hashes, for commands: a command reaches the language of settings through the session only. */
export {hashPassword} from '../settings/crypt-hash.ts';
