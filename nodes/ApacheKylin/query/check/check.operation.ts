import { operation } from '../../item/operation';
import { QUERY_PARAMETERS, STATEMENT, projectProperty } from '../query.fields';
import { QUERY_URL } from '../requests';
import { checkQuery } from './checkQuery';

export const check = operation(
	{
		name: 'Check Query',
		value: 'check',
		action: 'Check which index would answer query',
		description:
			'Find out whether an index would answer a query, and which one, without running it',
		request: { method: 'POST', url: `${QUERY_URL}/detection` },
	},
	checkQuery,
	[projectProperty, STATEMENT.property, QUERY_PARAMETERS.property],
);
