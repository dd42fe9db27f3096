/** The texts that nothing may show. */
import {features} from '../features/index.ts';
import {textOf, type Answers} from '../settings/answers.ts';
import {allSettings} from '../settings/section.ts';

/** Every secret among the answers, as given. */
export const secretsOf = (answers: Answers): readonly string[] =>
	[...allSettings(features)]
		.filter(({setting}) => setting.kind === 'secret')
		.map(({name}) => textOf(answers, name))
		.filter(text => text !== undefined);
