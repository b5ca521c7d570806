// @ts-check
const { OWNER } = require('../host/rest');

/** Unlike any other words in a log or a database, so that a leak can be found by searching. */
const PASSWORD = 'pä55:Wörd@%-of-the-e2e-user';
const WRONG_PASSWORD = `wrong-${PASSWORD}`;

const USER = { username: 'E2E_USER', password: PASSWORD, admin: true };

const DISABLED_USER = { username: 'RETIRED', password: PASSWORD, disabled: true };

/** The login Kylin's calls carry. */
const CALLER = { username: 'kylin-caller', password: 'cällback:Wörd@%-of-the-trigger-run' };

const WRONG_CALLER = { ...CALLER, password: `wrong-${CALLER.password}` };

/** Whatever a test signs in with. */
const LOGINS = [
	USER,
	{ ...USER, password: WRONG_PASSWORD },
	DISABLED_USER,
	CALLER,
	WRONG_CALLER,
	{ username: OWNER.email, password: OWNER.password },
];

module.exports = { CALLER, DISABLED_USER, LOGINS, USER, WRONG_CALLER, WRONG_PASSWORD };
