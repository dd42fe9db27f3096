/** `hostwright practice`: the installer on practice disks, which are files of ours; nothing else is touched. */
import path from 'node:path';
import {realHost} from '../src/host/real-host.ts';
import {checkImage} from '../src/session/install-plan.ts';
import {makePracticeDisks, practiceFolder, practiceMachine} from '../src/session/practice.ts';
import {standInImage} from '../src/session/stand-in.ts';
import {readArguments, Refused} from './arguments.ts';
import {walkThrough} from './walk-through.ts';

export const summary = 'Opens the installer on practice disks, nothing else touched';

const help = `usage: hostwright practice [OPTIONS]

Opens the installer on four practice disks: one blank, one with an earlier
host, one too small, one with somebody's data. They are sparse files; this
machine's own disks are never looked at. What you did to them stays.

  --folder DIR   where the practice disks lie, made when it is not there
                 (default: $XDG_STATE_HOME/hostwright/practice)
  --image PATH   an OS image to practise with (default: a small stand-in)
  --fresh        make all practice disks anew
  --linear       questions and answers, a line each
  --console TTY  show the pages on this tty too (repeatable): ttyS0

F1 explains a page, F12 draws it anew, Ctrl-T draws it plainer.
`;

const options = {
	folder: {type: 'string'},
	image: {type: 'string'},
	fresh: {type: 'boolean'},
	linear: {type: 'boolean'},
	console: {type: 'string', multiple: true},
} as const;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'practice', help, options});
	if (!args) return 0;
	const {values} = args;
	const host = realHost();
	const folder = path.resolve(values.folder ?? practiceFolder());
	const image = values.image === undefined ? await standInImage(host) : path.resolve(values.image);
	const checked = await checkImage(host, image);
	if ('problem' in checked) throw new Refused(checked.problem.replace(/\.$/, ''));
	process.stderr.write(`practice disks: ${folder}\n`);
	await makePracticeDisks(host, folder, {fresh: values.fresh ?? false});
	const standIn = values.image === undefined;
	const code = await walkThrough({
		mode: 'practice',
		configs: [],
		look: () => practiceMachine(host, folder),
		...{image, imageSize: checked.size, standIn, linear: values.linear, consoles: values.console},
		imageName: standIn ? 'hostwright stand-in' : `${path.basename(image)} ${checked.version}`.trim(),
	});
	process.stderr.write(`The practice disks lie in ${folder}\n`);
	return code;
}
