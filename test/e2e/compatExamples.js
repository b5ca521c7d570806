// @ts-check
const { after, describe } = require('node:test');
const { runProgram } = require('../host/failure');
const { EXAMPLES, runsInN8n1 } = require('./exampleFiles');
const { openStage } = require('./stage');
const examples = require('./suites/examples');

/** The n8ns that are supported besides the one in which `npm run test:e2e` runs all examples. */
const VERSIONS = ['n8n-1', 'n8n-1-oldest'];

void runProgram(async () => {
	for (const version of VERSIONS) {
		const stage = await openStage(version);
		after(stage.close);
		describe(`n8n ${stage.installed.version}`, () => {
			examples(stage, EXAMPLES.filter(runsInN8n1));
		});
	}
});
