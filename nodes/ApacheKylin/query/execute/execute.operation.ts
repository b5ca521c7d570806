import { fileOperation } from '../../item/operation';
import { openStream } from '../../item/openStream';
import { QUERY_URL } from '../requests';
import { executeProperties } from './execute.fields';
import { executeQuery } from './executeQuery';

export const execute = fileOperation(
	{
		name: 'Execute Query',
		value: 'execute',
		action: 'Query data with SQL',
		description:
			'Query the data with SQL, and return typed values or a file. Can insist on an answer from an index, and fail if the result is not as expected.',
		request: { method: 'POST', url: QUERY_URL },
	},
	executeQuery,
	executeProperties,
	openStream,
);
