import type { Send } from '../../../../nodes/shared/api/kylinRequest';
import { KylinFailure } from '../../../../nodes/shared/kylin/failures';
import { KYLIN_FAULTS } from '../../../../nodes/shared/kylin/faults';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';

export type Job = {
	id: string;
	project: string;
	status: string;
	/** as shown */
	lastModified: number;
	createTime: number;
	/** the record's own clocks, which sort the list */
	writtenAt: number;
	createdAt: number;
	/** stands for the order a database gives to equal times */
	tie: number;
};

/** `status` after an action, and the statuses it is possible from (contract 4.1, section 8). */
const ACTIONS = {
	run: { to: 'RUNNING', from: ['PENDING'] },
	finish: { to: 'FINISHED', from: ['RUNNING'] },
	fail: { to: 'ERROR', from: ['RUNNING'] },
	pause: { to: 'STOPPED', from: ['PENDING', 'RUNNING'] },
	resume: { to: 'PENDING', from: ['ERROR', 'STOPPED'] },
	restart: { to: 'PENDING', from: ['RUNNING', 'ERROR', 'STOPPED'] },
	discard: { to: 'DISCARDED', from: ['PENDING', 'RUNNING', 'ERROR', 'STOPPED'] },
};

export type Action = keyof typeof ACTIONS;

export const ALL_ACTIONS = Object.keys(ACTIONS) as Action[];

export type Release = '5.0.0' | '5.0.2' | '5.0.4' | '5.0.5';

/** Kylin as far as a trigger can see it: jobs with their two kinds of times. */
export class KylinModel {
	readonly jobs: Job[] = [];

	requests = 0;

	failingRequest: number | undefined;

	/** who lists jobs without a project: everybody all of them, or the operated ones, or administrators only */
	release: Release = '5.0.2';

	/** projects that the user may operate; undefined for an administrator */
	operated: Set<string> | undefined;

	/** requests refused for want of a right */
	refused = 0;

	/** happens once, after the next list of projects */
	afterProjects: (() => void) | undefined;

	private created = 0;

	/** @param tieFactor which order the database gives to equal times */
	constructor(
		public now: number,
		private readonly tieFactor = 7919,
	) {}

	submit(project = 'learn_kylin'): Job {
		this.created += 1;
		const job = {
			id: `${String(this.created).padStart(6, '0')}-0000-4000-8000-000000000000`,
			project,
			status: 'PENDING',
			lastModified: 0,
			createTime: this.now,
			writtenAt: this.now,
			createdAt: this.now,
			tie: (this.created * this.tieFactor) % 104_729,
		};
		this.jobs.push(job);
		return job;
	}

	/** @returns whether the job's status allows it */
	act(job: Job, action: Action): boolean {
		const { to, from } = ACTIONS[action];
		if (!from.includes(job.status)) return false;
		job.status = to;
		job.lastModified = this.now;
		job.writtenAt = this.now;
		if (action === 'restart') job.createTime = this.now;
		return true;
	}

	/** A write that shows nowhere: progress of a running job, a late step of an ended one. */
	write(job: Job): void {
		job.writtenAt = this.now;
	}

	remove(job: Job): void {
		this.jobs.splice(this.jobs.indexOf(job), 1);
	}

	/** Whose jobs are in a list without a project. */
	private listed(): (project: string) => boolean {
		if (this.operated === undefined || ['5.0.0', '5.0.2'].includes(this.release)) return () => true;
		if (this.release === '5.0.5') throw this.refusal();
		return (project) => this.mayOperate(project);
	}

	mayOperate(project: string): boolean {
		return this.operated?.has(project) ?? true;
	}

	private refusal(): KylinFailure {
		this.refused += 1;
		return new KylinFailure('The user has no access', { code: KYLIN_FAULTS.ACCESS_DENIED.code });
	}

	private projects() {
		const operated = [...(this.operated ?? new Set(this.jobs.map(({ project }) => project)))];
		this.afterProjects?.();
		this.afterProjects = undefined;
		return { value: operated.map((name) => ({ name })), total_size: operated.length };
	}

	/** As `GET /projects` and `GET /jobs` with the parameters that a trigger sends. */
	readonly send: Send = async ({ url, qs = {} }) => {
		this.requests += 1;
		if (this.requests === this.failingRequest) throw new Error('Kylin is away');
		if (url === '/projects') return this.projects();
		if (qs.project !== undefined && !this.mayOperate(String(qs.project))) throw this.refusal();
		const isListed = qs.project === undefined ? this.listed() : () => true;
		const clock = qs.sort_by === 'create_time' ? 'createdAt' : 'writtenAt';
		const found = this.jobs.filter(
			({ project }) => (qs.project === undefined || qs.project === project) && isListed(project),
		);
		const sorted = found.sort((x, y) => y[clock] - x[clock] || x.tie - y.tie);
		const [size, page] = [Number(qs.page_size), Number(qs.page_offset)];
		const value = sorted.slice(size * page, size * (page + 1)).map(record);
		const showsNone = this.release === '5.0.4' && this.operated?.size === 0;
		const total_size = showsNone ? this.jobs.length : sorted.length;
		return { value, total_size, offset: page, limit: size };
	};
}

export function record(job: Job): JobRecord {
	return {
		id: job.id,
		job_status: job.status,
		scheduler_state: job.status,
		last_modified: job.lastModified,
		create_time: job.createTime,
		project: job.project,
		target_subject: 'orders',
		job_name: 'INC_BUILD',
	};
}
