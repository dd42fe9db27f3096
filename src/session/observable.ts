/** A value that screens draw and that changes beside them. */

export type Observable<T> = {
	readonly get: () => T;
	readonly set: (change: Partial<T>) => void;
	readonly subscribe: (listener: () => void) => () => void;
};

export function observable<T extends object>(first: T): Observable<T> {
	const listeners = new Set<() => void>();
	let value = first;
	return {
		get: () => value,
		set(change) {
			value = {...value, ...change};
			for (const listener of [...listeners]) listener();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
