/**
 * `npm run fake-engine -- [OPTIONS]`: an engine to try `hostwright register` and the page oVirt Engine with. It keeps nothing; its CA is
 * another one each time. Every request is printed.
 */
import {parseArgs} from 'node:util';
import {certificates, LOOPBACK} from './certificates.ts';
import {errorPage, type Answer, type Behaviour} from './engine-state.ts';
import {startFakeEngine} from './fake-engine.ts';

const {values} = parseArgs({
	options: {
		port: {type: 'string', default: '8443'},
		address: {type: 'string', default: '127.0.0.1'},
		name: {type: 'string', multiple: true, default: []},
		starting: {type: 'boolean', default: false},
		other: {type: 'boolean', default: false},
		approve: {type: 'boolean', default: false},
		help: {type: 'boolean', default: false},
	},
});

const HELP = `usage: npm run fake-engine -- [OPTIONS]

  --port N         where it listens; 8443
  --address A      127.0.0.1
  --name NAME      in its certificate in place of localhost; may be repeated
  --starting       answers 503 to everything, as while an engine starts
  --other          answers 404 to everything, as another web server
  --approve        approves of new hosts by itself
`;

const always: Answer | undefined = values.starting
	? errorPage(503, 'Service Unavailable')
	: values.other
		? errorPage(404, 'Not Found')
		: undefined;

if (values.help) {
	process.stdout.write(HELP);
} else {
	const names = values.name.length === 0 ? LOOPBACK : values.name.map(name => `DNS:${name}`).join(',');
	const behaviour: Partial<Behaviour> = {approves: values.approve, ...(always ? {always} : {})};
	const engine = await startFakeEngine({
		...{port: Number(values.port), address: values.address, behaviour},
		certificates: certificates({names}),
		onAsked: ({method, path, query}) => {
			process.stdout.write(`${method} ${path} ${new URLSearchParams(query).toString()}\n`);
		},
	});
	const {user, password} = engine.behaviour.admin;
	process.stdout.write(`A fake engine at ${values.address}:${engine.port}; Ctrl-C ends it.
SHA-1    ${engine.sha1}
SHA-256  ${engine.sha256}
user ${user}, password ${password}

To try the page with it:

  mkdir -p try/etc && cp /etc/os-release try/etc
  bin/hostwright setup --root try
`);
}
