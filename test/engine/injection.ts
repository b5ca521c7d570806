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
const PARTS = new Set(ATTACKS.flatMap((attack) => [attack, ...attack.split(/[\s,;]+/)]));

const LIST = /^(project|key|job_names|statuses|sort_by|reverse|time_filter|page_size|page_offset)$/;

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
];

/** What is sent of the fields that were not attacked. */
const SOUND =
	/^(\d+|true|learn_kylin|create_time|last_modified|[\w-]{36}|(?!DISCARD$)[A-Z,]+|select [\w ,*().]+)?$/;

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
			for (const text of [value].flat().map(String)) {
				if (!own.includes(name) || !PARTS.has(text))
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
	const given = new Set(texts.flat().map(String));
	return ATTACKS.filter((attack) => given.has(attack)).length;
}
