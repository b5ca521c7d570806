import { seedJob, seedJobs, type SeedJob } from './kylin';

const details = {
	shape: 'full',
	failure: { step: 'Build indexes by layer', reason: 'Container killed by YARN' },
	logs: { 'Load Data To Index': 'INFO first line\nERROR last line' },
};

export const failedJobs = seedJobs(34, 'ERROR');

const salesJobs = seedJobs(5, 'ERROR', { project: 'Sales_Mart' });

/** A failed job with steps, a reason and a log. */
export const failed = seedJob('ERROR', details);

/** A failed job whose ID is a part of others. */
export const contained = seedJob('ERROR', details);

const containing = [1, 2, 3].map((index) => seedJob('ERROR', { id: `${contained.id}-${index}` }));

export const endingSoon = seedJob('RUNNING', { shape: 'full', run_ms: 50_000 });

export const built = seedJobs(25, 'SUCCEED', { byte_size: 1_000_000 });

/** The jobs the samples of the operations speak of. */
export const SAMPLE_JOBS: SeedJob[] = [
	...failedJobs,
	...salesJobs,
	failed,
	contained,
	...containing,
	endingSoon,
	...built,
];

export const idsOf = (jobs: SeedJob[]) => jobs.map(({ id }) => id).join(',');

export const byId = (value: string) => ({ job: { __rl: true, mode: 'id', value } });

export const byName = (value: string) => ({ project: { __rl: true, mode: 'name', value } });

export const byIds = (value: string) => ({ jobIds: { __rl: true, mode: 'id', value } });
