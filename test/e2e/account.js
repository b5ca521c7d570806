/** Unlike any other word in a log or a database, so that a leak can be found by searching. */
const PASSWORD = 'pä55:Wörd@%-of-the-e2e-user';

const USER = { username: 'E2E_USER', password: PASSWORD, admin: true };

const WRONG_PASSWORD = 'wrong-pä55:Wörd@%-of-the-e2e-user';

module.exports = { PASSWORD, USER, WRONG_PASSWORD };
