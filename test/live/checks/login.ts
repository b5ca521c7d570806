import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Check } from './check';

const LOOK = { resource: 'project', operation: 'list', limit: 1 };

export const logIn: Check = {
	title: 'Log in',
	async run(kylin, _server, findings) {
		findings.fact('the node', (await kylin.node(LOOK)).outcome);
		const { data, outcome } = await kylin.get('/user/authentication');
		findings.fact('/user/authentication', outcome);
		findings.records('user', [data as IDataObject]);
	},
};

/** A user that is made up cannot be locked. */
export const madeUpUser: Check = {
	title: 'A made-up user is refused',
	async run(kylin, _server, findings) {
		const login = { username: `nobody_${randomUUID()}`, password: 'none' };
		findings.fact('the node', (await kylin.node(LOOK, login)).outcome);
	},
};

/** Between two good logins, because three wrong passwords in a row lock the account. */
export const wrongPassword: Check = {
	title: 'A wrong password is refused',
	async run(kylin, _server, findings) {
		const before = await kylin.node(LOOK);
		findings.fact('before', before.outcome);
		if (before.outcome !== 'ok') return;
		const wrong = await kylin.node(LOOK, { password: `wrong_${randomUUID()}` });
		findings.fact('wrong', wrong.outcome);
		findings.fact('afterwards', (await kylin.node(LOOK)).outcome);
	},
};
