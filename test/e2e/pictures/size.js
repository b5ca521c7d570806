// @ts-check
const { join } = require('node:path');
const { ROOT } = require('../../host/paths');

/** Where the pictures of the documentation are. Never PNG or SVG: the CLI of n8n would publish them. */
const FOLDER = join(ROOT, 'docs', 'images');

/** Of the browser; high enough that no form is cut off. */
const VIEWPORT = { width: 1500, height: 1060 };

/** Of each picture: an open node leaves a margin around it. */
const SIZE = { width: 1452, height: 1012 };

/** @param {string} name */
const jpeg = (name) => ({
	path: join(FOLDER, `${name}.jpg`),
	type: /** @type {const} */ ('jpeg'),
	quality: 75,
});

module.exports = { FOLDER, SIZE, VIEWPORT, jpeg };
