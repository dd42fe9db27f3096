/** Facts for display, by systeminformation: slow, so loaded and asked only when somebody wants to see them. */
import type {Facts} from './host.ts';

export async function facts(): Promise<Facts> {
	const {cpu, osInfo, system} = (await import('systeminformation')).default;
	const [machine, processor, os] = await Promise.all([system(), cpu(), osInfo()]);
	return {
		manufacturer: machine.manufacturer,
		product: machine.model,
		cpu: [processor.manufacturer, processor.brand].filter(Boolean).join(' '),
		cores: processor.cores,
		os: [os.distro, os.release].filter(Boolean).join(' '),
	};
}
