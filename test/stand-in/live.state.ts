import type { startStandIn } from './index';
import type { Exchange, loadSeed } from './recorded';

/**
 * What stood behind the recording beyond `seed.json`, which knows no steps and no hidden jobs: read from where the server
 * showed it.
 */

type StandIn = Awaited<ReturnType<typeof startStandIn>>;
type Entry = Record<string, unknown>;

/** In these projects states were written into the job table; no step ever ran. */
const UNTOUCHED_PROJECTS = ['alpha', 'beta'];

const listOf = (value: unknown) => (Array.isArray(value) ? (value as Entry[]) : []);

const INTERNAL: Record<string, string> = {
	FINISHED: 'SUCCEED',
	PENDING: 'READY',
	STOPPED: 'PAUSED',
};

/** A unit as a seed has it: of stages only those of the segments tell their own state. */
function seedUnit(unit: Entry): Entry {
	const segments = Object.values((unit.segment_sub_stages ?? {}) as Record<string, Entry>);
	const stages = segments.length > 0 ? listOf(segments[0].stage) : listOf(unit.sub_stages);
	const { name, step_status, exec_start_time, exec_end_time, duration, info, index_count } = unit;
	const status = String(step_status);
	return {
		name,
		status: INTERNAL[status] ?? status,
		start: exec_start_time,
		end: exec_end_time,
		duration,
		info,
		index_count,
		...(stages.length > 0 ? { stages: stages.map(seedUnit) } : {}),
	};
}

/** Steps by job ID, from every detail and v2 record. */
function recordedSteps(exchanges: Exchange[]) {
	const steps = new Map<string, Entry[]>();
	for (const { response, n } of exchanges) {
		if (n > 313 || response.status !== 200) continue;
		const { data } = (response.body ?? {}) as { data?: unknown };
		const jobs = listOf((data as Entry | undefined)?.jobs);
		for (const { id, steps: own } of jobs) steps.set(String(id), listOf(own));
		const [first] = listOf(data);
		if (first?.sequence_id !== undefined) {
			steps.set(String(first.id).replace(/_\d\d$/, ''), listOf(data));
		}
	}
	return steps;
}

/** Texts of the steps' logs by step ID. */
function recordedLogs(exchanges: Exchange[]) {
	const logs = new Map<string, string>();
	for (const { response, request } of exchanges) {
		const step = /\/steps\/([^/]+)\/output/.exec(request.path)?.[1];
		const { data } = (response.body ?? {}) as { data?: { cmd_output?: string } };
		if (step && data?.cmd_output && !data.cmd_output.startsWith('job output not found')) {
			logs.set(step, data.cmd_output);
		}
	}
	return logs;
}

/** Where a PUT with a project alone came first: the order of the rows of this project was the database's. */
const FIRST_ROWS = ['ae989b73', 'b9db0cd9', '7830a1eb', 'adef23c7', 'e71917c9'];

function inRowOrder(jobs: Entry[]) {
	const place = ({ id }: Entry) => {
		const index = FIRST_ROWS.indexOf(String(id).slice(0, 8));
		return index < 0 ? FIRST_ROWS.length : index;
	};
	return [...jobs].sort((x, y) => place(x) - place(y));
}

export function stateBehind(seed: ReturnType<typeof loadSeed>, exchanges: Exchange[]) {
	const steps = recordedSteps(exchanges);
	const logs = recordedLogs(exchanges);
	const jobs = inRowOrder(seed.jobs).map((whole) => {
		// Found out from the segments of the model, as Kylin does.
		const job: Entry = { ...whole, discard_safety: undefined };
		const id = String(job.id);
		if (UNTOUCHED_PROJECTS.includes(String(job.project)))
			return {
				...job,
				untouched: true,
				...(job.job_name === 'INC_BUILD' ? { index_count: 2 } : {}),
			};
		const own = steps.get(id);
		if (!own) return job;
		const texts = own.map((step, index) => [index, logs.get(String(step.id))] as const);
		return {
			...job,
			steps: own.map(seedUnit),
			logs: Object.fromEntries(texts.filter(([, text]) => text !== undefined)),
		};
	});
	const projects = recordedProjects(exchanges);
	const users = recordedUsers(exchanges);
	return {
		...seed,
		users: seed.users.map((user) => ({ ...user, ...users.get(user.username) })),
		projects: (seed.projects as Entry[]).map((project) => ({
			...project,
			...projects.get(project.name),
		})),
		jobs: [...jobs, ...exchanges.filter(({ n }) => n === 113).flatMap(cronJobs)],
		statistics: STATISTICS,
	};
}

/** Which of the caller is, not the project's. */
function withoutPermission(project: Entry): Entry {
	const record = { ...project };
	delete record.permission;
	return record;
}

/** Members of the projects that no endpoint of ours changes. */
function recordedProjects(exchanges: Exchange[]) {
	const all = exchanges.find(({ label }) => label === 'projects');
	const { value } = (all?.response.body as { data: { value: Entry[] } }).data;
	return new Map(value.map((project) => [project.name, withoutPermission(project)]));
}

/** Users as they first answered. */
function recordedUsers(exchanges: Exchange[]) {
	const users = new Map<unknown, Entry>();
	for (const { response } of exchanges) {
		const { data } = (response.body ?? {}) as { data?: Entry | null };
		for (const user of [data, ...listOf(data?.value)]) {
			if (!user?.username || users.has(user.username)) continue;
			const { uuid, create_time, last_modified } = user;
			users.set(user.username, { uuid, create_time, last_modified });
		}
	}
	return users;
}

/** The table of job statistics, which outlives jobs: the build, and seven samplings of which two succeeded. */
const STATISTICS = [
	{ project: 'learn', model: 'm_inc', time: 1795819274529, duration: 63_091, byte_size: 11_671 },
	{ project: 'learn', time: 1795819376403, count: 7, duration: 444_908, byte_size: 0 },
];

/** Lists of cron jobs, which the seed leaves out. */
const CRON_LISTS: Record<number, string> = {
	113: 'META',
	526: 'META',
	529: 'SPRING_SESSION_CLEAN_EXPIRED',
};

/** A cron job as a list showed it: one step, no name, nobody's. */
function cronJob(record: Entry, job_name: string): Entry {
	const { id, project, create_time, last_modified, exec_start_time, exec_end_time } = record;
	const { wait_time, duration, scheduler_state } = record;
	const hasRun = exec_start_time !== 0;
	const start = hasRun ? Number(create_time) + Number(wait_time) : 0;
	return {
		id,
		project,
		job_name,
		shown_name: null,
		target_model: null,
		submitter: null,
		raw_state: scheduler_state,
		create_time,
		last_modified,
		...(hasRun ? { start_time: exec_start_time, end_time: exec_end_time } : {}),
		steps: [{ name: job_name, status: scheduler_state, start, end: exec_end_time, duration }],
	};
}

/** What a list showed, and as many older ones as it counted beside. */
function cronJobs({ n, response }: Exchange): Entry[] {
	const { data } = response.body as { data: { value: Entry[]; total_size: number } };
	const shown = data.value.map((record) => cronJob(record, CRON_LISTS[n]));
	const last = shown[shown.length - 1];
	const older = Array.from({ length: data.total_size - shown.length }, (_, index) => ({
		...last,
		id: `older-${n}-${index}`,
		last_modified: Number(last.last_modified) - 1,
	}));
	return [...shown, ...older];
}

/** Between two recorded requests somebody discarded it. */
const ENDED = {
	n: 525,
	id: '33203e90-9459-0f59-2ac4-8663caa2ecf1-4d9e2ad5-77f1-b279-a0b6-82ad896f1b0c',
	at: 1795819804562,
};

/** The cron jobs of the story that were submitted after the quiet stretch. */
export function goOn({ clock, state }: StandIn, exchange: Exchange) {
	if (exchange.n === ENDED.n) {
		clock.set(ENDED.at);
		state.setState(ENDED.id, 'DISCARDED');
		clock.set(exchange.at);
	}
	if (exchange.n <= 313 || !CRON_LISTS[exchange.n]) return;
	for (const { id, name } of state.jobs.values()) {
		if (name === CRON_LISTS[exchange.n]) state.removeJob(id);
	}
	for (const job of cronJobs(exchange)) state.addJob(job);
}
