import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Aims of the house, made rules: the exceptions stand in the files with their reason. */
export default tseslint.config(
	{ignores: ['**/node_modules/**', 'dist/**', 'lint/**', '*.config.ts']},
	{
		files: ['**/*.ts', '**/*.tsx'],
		extends: [...tseslint.configs.strictTypeChecked],
		plugins: {'react-hooks': hooks},
		languageOptions: {parserOptions: {project: './tsconfig.json', tsconfigRootDir: `${import.meta.dirname}/..`}},
		rules: {
			'max-lines': ['error', {max: 300, skipBlankLines: true, skipComments: true}],
			'max-lines-per-function': ['error', {max: 80, skipBlankLines: true, skipComments: true}],
			'react-hooks/rules-of-hooks': 'error',
			'react-hooks/exhaustive-deps': 'error',
			// A control character in a pattern is this project's daily bread: terminals and hostile text.
			'no-control-regex': 'off',
			// Numbers and flags in sentences are fine as they print.
			'@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true, allowBoolean: true}],
			// `T | undefined` with a guard above is checked by the compiler; `!` is not.
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-confusing-void-expression': [
				'error',
				{ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true},
			],
			// Our records of functions never use `this`; method shorthand in a type is for its variance.
			'@typescript-eslint/unbound-method': 'off',
			// Spreading a string into code points is what is wanted wherever it stands.
			'@typescript-eslint/no-misused-spread': 'off',
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/unified-signatures': 'off',
			'@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_', varsIgnorePattern: '^_'}],
		},
	},
	{
		files: ['test/**/*.ts', 'test/**/*.tsx'],
		rules: {'max-lines-per-function': 'off'},
	},
);
