/**
 * Which room of the source may use which, for `npm run lint:rooms`.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			comment: 'Two files that need each other are one topic: make them one file.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'no-node-uses-another',
			comment: 'What two nodes use lives in nodes/shared.',
			severity: 'error',
			from: { path: '^nodes/([^/]+)/', pathNot: '^nodes/shared/' },
			to: { path: '^nodes/', pathNot: '^nodes/(shared|$1)/' },
		},
		{
			name: 'shared-uses-no-node',
			comment: 'nodes/shared is below the nodes.',
			severity: 'error',
			from: { path: '^nodes/shared/' },
			to: { path: '^(nodes/(?!shared/)|credentials/)' },
		},
		{
			name: 'pure-rooms-know-no-n8n',
			comment: 'n8n is at the rim; in the other rooms only its types are used.',
			severity: 'error',
			from: {
				path: '^nodes/shared/(api|kylin|jobs|login|events|output|values|texts|fields)/',
			},
			to: { path: 'n8n-workflow', dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'a-resource-knows-no-other',
			comment:
				'What two resources use lives beside them. A build waits for its jobs, so job/wait is open.',
			severity: 'error',
			from: { path: '^nodes/ApacheKylin/(job|model|segment|index|snapshot|query|project)/' },
			to: {
				path: '^nodes/ApacheKylin/(job|model|segment|index|snapshot|query|project)/',
				pathNot: ['^nodes/ApacheKylin/$1/', '^nodes/ApacheKylin/job/(wait|fields)/'],
			},
		},
		{
			name: 'outside-a-resource-no-job',
			comment: 'Nothing outside the folder of a resource knows which resource it works for.',
			severity: 'error',
			from: { path: '^nodes/ApacheKylin/(item|fields|time)/' },
			to: { path: '^nodes/ApacheKylin/(job|model|segment|index|snapshot|query|project)/' },
		},
		{
			name: 'no-other-packages',
			comment: 'The package has no dependencies: n8n brings what may be used.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: {
				dependencyTypesNot: ['local', 'type-only', 'type-import'],
				pathNot: ['n8n-workflow', '^crypto$', 'node_modules/luxon'],
			},
		},
	],
	options: {
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		doNotFollow: { path: 'node_modules' },
	},
};
