// @ts-check
const { after } = require('node:test');
const { runProgram } = require('../host/failure');
const { findChromium } = require('./browser/chromium');
const { openStage } = require('./stage');

const SUITES = [
	require('./suites/types'),
	require('./suites/credentialTest'),
	require('./suites/projectPicker'),
	require('./suites/itemLinks'),
	require('./suites/errorSettings'),
	require('./suites/builds'),
	require('./suites/examples'),
	require('./suites/aiTool'),
	require('./suites/cli'),
	require('./suites/editorFields'),
	require('./suites/browser'),
	require('./suites/firstWorkflow'),
	require('./suites/lists'),
	require('./suites/browserBuild'),
	require('./suites/leftovers'),
];

/** One n8n for all suites, which therefore run one after the other. */
void runProgram(async () => {
	findChromium();
	const stage = await openStage();
	after(stage.close);
	for (const suite of SUITES) suite(stage);
});
