/** How components enter the registry: controls, keys, and scopes that shut out what lies beneath. */
import {Box, Text, type DOMElement} from 'ink';
import {
	createContext,
	use,
	useId,
	useInsertionEffect,
	useLayoutEffect,
	useRef,
	useState,
	type ReactNode,
	type RefObject,
} from 'react';
import type {Key} from '../terminal/key.ts';
import {LinearContext} from './linear/context.ts';
import {markOf} from './linear/items.ts';
import {EVERYWHERE, Registry, type Ask, type KeyMap, type Note} from './registry.ts';

export const RegistryContext = createContext<Registry>(new Registry());
const ScopeContext = createContext('');

let drawn = 0;
/** Parents are drawn before their children, and old ones before new ones. */
const useSequence = () => useState(() => ++drawn)[0];

/** The newest value, readable from outside of rendering. */
function useLatest<T>(value: T): RefObject<T> {
	const latest = useRef(value);
	useInsertionEffect(() => {
		latest.current = value;
	});
	return latest;
}

/**
 * Something of the registry, followed. In a layout effect, so that a page that appears has its focus and its note before
 * anything of it is sent; `useSyncExternalStore` would follow one frame later.
 */
function useFromRegistry<T>(select: (registry: Registry) => T): T {
	const registry = use(RegistryContext);
	const [value, setValue] = useState(() => select(registry));
	const latest = useLatest(select);
	useLayoutEffect(() => {
		const look = () => setValue(latest.current(registry));
		look();
		return registry.subscribe(look);
	}, [registry, latest]);
	return value;
}

export type ControlProps = {
	/** Stable name, for `useFocus`; generated when absent. */
	readonly id?: string | undefined;
	readonly ask: () => Ask;
	/** True when the key was used; what is not used moves the focus or goes to the page. */
	readonly onKey: (key: Key) => boolean;
	readonly focusable?: boolean | undefined;
	readonly autoFocus?: boolean | undefined;
	/** What the Shell says above the key line while this has the focus. */
	readonly provenance?: string | undefined;
	readonly problem?: string | undefined;
	readonly hint?: string | undefined;
};

/**
 * Enters a control. Attach `ref` to the Box that draws it, so that the focus order follows the screen; in linear mode draw
 * `<Asked id={id} />` instead. `<Control>` does both.
 */
export function useControl(props: ControlProps): {id: string; focused: boolean; ref: RefObject<DOMElement | null>} {
	const registry = use(RegistryContext);
	const scope = use(ScopeContext);
	const generated = useId();
	const sequence = useSequence();
	const id = props.id ?? generated;
	const ref = useRef<DOMElement>(null);
	const latest = useLatest(props);
	useLayoutEffect(
		() =>
			registry.enter({
				id,
				sequence,
				scope,
				autoFocus: latest.current.autoFocus ?? false,
				element: () => ref.current,
				focusable: () => latest.current.focusable ?? true,
				ask: () => latest.current.ask(),
				onKey: key => latest.current.onKey(key),
				note: () => latest.current,
			}),
		[registry, id, sequence, scope, latest],
	);
	const {focusable, provenance, problem, hint} = props;
	useLayoutEffect(() => registry.changed(), [registry, focusable, provenance, problem, hint]);
	const focused = useFromRegistry(now => now.focused()?.id === id);
	return {id, focused, ref};
}

/** A control with both faces: `children` draw it, linear mode asks it in its place. */
export function Control({children, ...props}: ControlProps & {children: (focused: boolean) => ReactNode}) {
	const {id, focused, ref} = useControl(props);
	const linear = use(LinearContext);
	return (
		<Box ref={ref} flexDirection="column" flexShrink={0}>
			{linear ? <Text>{markOf(id)}</Text> : children(focused)}
		</Box>
	);
}

/** Keys that also work while a scope is open. */
export function useKeysEverywhere(map: KeyMap): void {
	useKeysOf(map, EVERYWHERE);
}

/** Keys of a page, for as long as the component is there. The innermost component that wants a key gets it. */
export function useKeys(map: KeyMap): void {
	useKeysOf(map, use(ScopeContext));
}

function useKeysOf(map: KeyMap, scope: string): void {
	const registry = use(RegistryContext);
	const sequence = useSequence();
	const latest = useLatest(map);
	useLayoutEffect(
		() => registry.enterKeys({sequence, scope, map: () => latest.current}),
		[registry, sequence, scope, latest],
	);
}

/** While this is there, only what is inside of it can be reached. */
export function Scope({children}: {children: ReactNode}) {
	const registry = use(RegistryContext);
	const around = use(ScopeContext);
	const scope = useId();
	useLayoutEffect(() => registry.enterScope(scope, around), [registry, scope, around]);
	return <ScopeContext value={scope}>{children}</ScopeContext>;
}

/** While this is there, linear mode asks nothing: what the page is about is not known yet. */
export function useBusy(): void {
	const registry = use(RegistryContext);
	useLayoutEffect(() => registry.enterBusy(), [registry]);
}

/** Moves the focus to a control by its id. */
export function useFocus(): (id: string) => void {
	const registry = use(RegistryContext);
	return id => registry.focus(id);
}

/** What the focused control says about itself, as one line: a problem, else where its value came from and what helps. */
export function useNote(): string {
	return useFromRegistry(now => noteLine(now.focused()?.note() ?? {}));
}

export function noteLine({problem, provenance, hint}: Note): string {
	if (problem !== undefined) return `! ${problem}`;
	return [provenance, hint].filter(part => part !== undefined && part !== '').join('   ');
}
