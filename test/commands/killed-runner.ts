/**
 * The real runner with a seam at its journal: it kills itself (SIGKILL, as a power cut does) right before or right after
 * the n-th line. `killed-runner.ts JOBDIR before|after N [--resume]`; it ends by itself when there are fewer lines.
 */
import {realHost} from '../../src/host/real-host.ts';
import {openJournal, type Journal} from '../../src/plan/journal.ts';
import {runJob} from '../../src/session/run-job.ts';

const [folder = '', when = '', at = '', resume] = process.argv.slice(2);

const killed = (journal: Journal): Journal => {
	let lines = 0;
	const die = () => process.kill(process.pid, 'SIGKILL');
	const around = (write: () => void) => {
		if (when === 'before' && lines + 1 === Number(at)) {
			die();
			// The signal is delivered before the next system call returns; nothing below is reached.
			for (;;);
		}
		const before = journal.text();
		write();
		if (journal.text() === before) return;
		lines += 1;
		if (when === 'after' && lines === Number(at)) {
			die();
			for (;;);
		}
	};
	return {
		...journal,
		write: news => around(() => journal.write(news)),
		progress: (step, done, total) => around(() => journal.progress(step, done, total)),
	};
};

const end = await runJob(realHost(), folder, {
	resume: resume === '--resume',
	open: (...args) => killed(openJournal(...args)),
});
process.stdout.write(`${end.result}: ${end.message}\n`);
