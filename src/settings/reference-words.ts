/** What the formats of the reference share. */
import type {LegacyWord} from './section.ts';

/** How a legacy word is written: `vlan=ID[:NIC]`, `storage_init[=DISKS]`, `rescue`. */
export function legacyUse(key: string, {grammar}: Pick<LegacyWord, 'grammar'>): string {
	if (grammar === '' || grammar.startsWith('[=') || grammar.startsWith('=')) return key + grammar;
	return `${key}=${grammar}`;
}
