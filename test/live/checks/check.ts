import type { Findings } from '../findings';
import type { Kylin } from '../kylin';
import type { Server } from '../server';

/** One thing that is tried, on the server and on the stand-in alike. */
export type Check = {
	title: string;
	run: (kylin: Kylin, server: Server, findings: Findings) => Promise<void>;
};

/** The newest jobs that are looked at: each costs Kylin some 2 ms. */
export const MOST_JOBS = 200;

/** A project locator as a workflow stores it; none = all projects. */
export const locator = (project: string | undefined) => ({
	__rl: true,
	mode: 'name',
	value: project ?? '',
});
