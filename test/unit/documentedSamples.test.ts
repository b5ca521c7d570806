/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobRecord } from '../../nodes/shared/kylin/job';
import { simplifyJob } from '../../nodes/shared/output/simplifyJob';

test('the samples of the documentation are of one job', () => {
	const guide = ['operations/job.md', 'operations.md']
		.map((page) => readFileSync(join(__dirname, '../../docs', page), 'utf8'))
		.join('\n');
	const samples = [...guide.matchAll(/^ *```json\n([^]*?)\n *```$/gm)].map(
		([, text]) => JSON.parse(text) as JobRecord,
	);
	const raw = samples.find(({ job_name }) => job_name !== undefined) as JobRecord;
	const simplified = samples.find(({ job_type }) => job_type !== undefined);
	expect(simplified).toEqual(
		simplifyJob(raw, { timezone: 'Europe/Berlin', host: 'http://kylin.example.com:7070' }),
	);
});
