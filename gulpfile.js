const { rmSync } = require('node:fs');
const { dest, parallel, src } = require('gulp');

// What n8n loads besides the compiled code. Everything else in the repository
// (screenshots, fixtures, test workflows) must stay out of the package.
const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
const codexAndSchemas = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json']).pipe(dest('dist/nodes'));

exports.clean = (done) => {
	rmSync('dist', { recursive: true, force: true });
	done();
};
exports.default = parallel(icons, codexAndSchemas);
