/** How numbers read on a screen. */

/** Whole megabytes: `171 MB`. */
export const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** Mebibytes with thousands parted by a blank: `12 288 MiB`. */
export const mebibytes = (mib: number) => `${String(Math.trunc(mib)).replaceAll(/\B(?=(\d{3})+$)/g, ' ')} MiB`;

/** Seconds as `0:04`, `12:30` or `1:02:03`. */
export function clock(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	const two = (value: number) => String(value).padStart(2, '0');
	const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A duration in milliseconds as `1.2 s` or, from a minute on, `1:05`. */
export const took = (ms: number) => (ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : clock(ms / 1000));

/** `10 Gb/s`, `2.5 Gb/s`, `100 Mb/s`; empty when unknown. */
export function linkSpeed(megabits: number): string {
	if (megabits <= 0) return '';
	return megabits >= 1000 ? `${megabits / 1000} Gb/s` : `${megabits} Mb/s`;
}

/** Cut to a width, with dots where something is missing. */
export const cut = (text: string, width: number) => (text.length <= width ? text : `${text.slice(0, width - 3)}...`);
