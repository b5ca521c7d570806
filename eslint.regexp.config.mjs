import { config } from '@n8n/node-cli/eslint';
import regexp from 'eslint-plugin-regexp';

const { languageOptions } = config.find(({ languageOptions }) => languageOptions?.parser) ?? {};

/** Foreign text may be long: no expression may take more than linear time for it. */
export default [
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		languageOptions: { parser: languageOptions?.parser },
		plugins: { regexp },
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { ignoreSticky: false, report: 'potential' }],
		},
	},
];
