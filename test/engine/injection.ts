import type { IDataObject } from 'n8n-workflow';
import type { Kylin } from './kylin';

export const ATTACKS = [
	'..',
	'../../../admin',
	'..%2f..%2fadmin',
	'x&action=DISCARD&project=other',
	'x#fragment',
	'x?y=1',
	'http://elsewhere.example/x',
	'//elsewhere.example/x',
	'@elsewhere.example',
	'x\r\nX-Injected: 1',
	'","action":"DISCARD","x":"',
	"' OR 1=1 --",
	'%00',
	'${process.env.PATH}',
];

/** Where a field takes several values, an attack is several. */
const PARTS = new Set(
	ATTACKS.flatMap((attack) => [attack, ...attack.split(/[\s,;]+/), ...attack.split(/[\r\n]+/)])
		// Kylin writes the names of tables in capitals.
		.flatMap((part) => [part, part.toUpperCase()]),
);

const LIST =
	/^(project|key|job_names|statuses|sort_by|reverse|time_filter|page_size|page_offset|subject|exact)$/;

/** All requests there are, and the parameters of each; an ID in a path is one segment of it. */
const SHAPES: Array<[RegExp, RegExp]> = [
	[/^GET \/kylin\/api\/jobs$/, LIST],
	[/^GET \/kylin\/api\/projects$/, /^(permission|project|page_size|page_offset)$/],
	[/^GET \/kylin\/api\/jobs\/[\w-]{36}\/detail$/, /^project$/],
	[/^GET \/kylin\/api\/jobs\/[\w-]{36}\/steps\/[\w-]+\/(output|log)$/, /^project$/],
	[
		/^GET \/kylin\/api\/jobs\/statistics(\/count|\/duration_per_byte)?$/,
		/^(project|start_time|end_time|dimension)$/,
	],
	[/^POST \/kylin\/api\/query\/detection$/, /^(project|sql)$/],
	[/^POST \/kylin\/api\/query$/, /^(project|sql|limit|stopId|user_defined_tag)$/],
	[/^PUT \/kylin\/api\/jobs\/status$/, /^(action|project|job_ids|statuses)$/],
	[/^GET \/kylin\/api\/admin\/instance_info$/, /^$/],
	[
		/^GET \/kylin\/api\/models$/,
		/^(project|model_id|model_name|exact|status|page_size|page_offset)$/,
	],
	[/^GET \/kylin\/api\/models\/learn_kylin\/\w+\/model_desc$/, /^$/],
	[
		/^POST \/kylin\/api\/models\/[\w-]{36}\/segments$/,
		/^(project|start|end|priority|yarn_queue|build_all_indexes|build_all_sub_partitions|sub_partition_values|tag)$/,
	],
	[
		/^PUT \/kylin\/api\/models\/[\w-]{36}\/segments$/,
		/^(project|type|ids|refresh_all_indexes|priority|yarn_queue|tag)$/,
	],
	[/^POST \/kylin\/api\/models\/[\w-]{36}\/indexes$/, /^(project|priority|yarn_queue|tag)$/],
	[
		/^POST \/kylin\/api\/models\/[\w-]{36}\/segments\/completion$/,
		/^(project|ids|priority|yarn_queue|tag)$/,
	],
	[/^GET \/kylin\/api\/snapshots$/, /^(project|table|status|page_size|page_offset)$/],
	[/^(POST|PUT) \/kylin\/api\/snapshots$/, /^(project|tables|options|priority|yarn_queue|tag)$/],
];

/** What the node's own tag of a job holds besides. */
const OF_TAG = /^[\w-]+( of \w+)?$/;

/** What is sent of the fields that were not attacked. */
const SOUND =
	/^(\d+|true|learn_kylin|create_time|last_modified|false|sample_sales|\w+\.\w+|[\w-]{36}|[\w-]{73}|(?!DISCARD$)[A-Z_,]+|select [\w ,*().]+)?$/;

/** The texts in a value, however deep. */
function leavesOf(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [String(value)];
	return Object.values(value).flatMap(leavesOf);
}

/** @param own the parameters of a request that may hold what the field held */
export function expectInPlace({ requests, url }: Kylin, own: readonly string[]) {
	for (const { method, path, query, body, headers } of requests) {
		const shape = SHAPES.find(([form]) => form.test(`${method} ${path}`));
		expect([method, path, shape]).toEqual([method, path, expect.anything()]);
		expect(url).toContain(headers.host);
		expect(headers).not.toHaveProperty('x-injected');
		const given = { ...query, ...(body === '' ? {} : (JSON.parse(body) as IDataObject)) };
		for (const [name, value] of Object.entries(given)) {
			expect(name).toMatch(shape![1]);
			for (const text of leavesOf(value)) {
				const isOfTag =
					name === 'tag' && (OF_TAG.test(text) || (own.length > 0 && PARTS.has(text)));
				if (isOfTag || (own.includes(name) && PARTS.has(text))) continue;
				expect([name, text]).toEqual([name, expect.stringMatching(SOUND)]);
			}
		}
	}
}

/** How many of the attacks arrived as they are. */
export function arrived({ requests }: Kylin): number {
	const texts = requests.flatMap(({ query, body }) => [
		...Object.values(query),
		...Object.values(body === '' ? {} : (JSON.parse(body) as IDataObject)),
	]);
	const given = new Set(texts.flatMap(leavesOf));
	return ATTACKS.filter((attack) => given.has(attack)).length;
}
