/** Hashes of known passwords, made by other programs than ours: openssl passwd, mkpasswd, grub-mkpasswd-pbkdf2. */

/** `pw1` with the salt abcdefgh, 5000 rounds. */
export const PW1 = '$6$abcdefgh$BOw/nV5aU2HJ8o7otKMCN5S.MoSoxPoAUYewKjq5oSqs8UMghGB3x4G4HaPK7NZqL54npGT9hs/qRSokU.4Qt/';
/** The same password and salt with 100000 rounds. */
export const PW1_SLOW =
	'$6$rounds=100000$abcdefgh$CC4/F60Hxb4323muoq2AOtuSNMprAdgdhGZpedgIxRaCpjiizpiJ8HugLsLlDNfq/6I/Pvxc6W8AU2yJad/WF0';
/** `pässwörd€` with the salt abcdefgh: the bytes of UTF-8 are hashed. */
export const UMLAUTS =
	'$6$abcdefgh$sIvKFz68lqvRIeQaHGBCaOYreIr2mQPoNgq9oKYRKPWnMoWqK.5AMDFytRYZo3AqFixrp4UdR.uV2Uhm6g1oW0';

/** A grub.pbkdf2 hash of the right shape. */
export const GRUB = `grub.pbkdf2.sha512.10000.${'0F'.repeat(64)}.${'A7'.repeat(64)}`;
