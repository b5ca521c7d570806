// @ts-check
const { once } = require('node:events');
const { simpleParser } = require('mailparser');
const { SMTPServer } = require('smtp-server');

const LOGIN = { user: 'mailer', password: 'password-of-the-mailer' };

/** Takes mails over TLS from whoever knows the login. @param {{ key: string, cert: string }} certificate */
async function startMailServer(certificate) {
	/** @type {import('mailparser').ParsedMail[]} */
	const mails = [];
	const smtp = new SMTPServer({
		...certificate,
		secure: true,
		onAuth: ({ username, password }, _session, done) => {
			const isKnown = username === LOGIN.user && password === LOGIN.password;
			done(isKnown ? null : new Error('Wrong login'), { user: username });
		},
		onData: (stream, _session, done) => {
			simpleParser(stream).then((mail) => {
				mails.push(mail);
				done();
			}, done);
		},
	});
	smtp.listen(0, '127.0.0.1');
	await once(smtp.server, 'listening');
	const { port } = smtp.server.address();
	return {
		mails,
		/** For n8n's credential SMTP. */
		credential: { ...LOGIN, host: 'localhost', port, secure: true },
		close: async () => await new Promise((resolve) => smtp.close(() => resolve(undefined))),
	};
}

module.exports = { startMailServer };
