import type { IDataObject } from 'n8n-workflow';
import { KylinFailure } from '../../shared/kylin/failures';
import { fetchFailures } from '../../shared/jobs/fetchFailure';
import { toFailure } from '../../shared/kylin/networkFailure';
import type { Output } from '../../shared/output/outputChoice';
import { listed, withoutStop } from '../../shared/texts/sentences';
import type { InputItem } from '../item/inputItem';
import { waitForJobs } from '../job/wait/waitForJobs';
import type { WaitOptions } from '../job/wait/waitOptions';
import { resumeJob } from './resumeJob';
import { foundResult, notReached, preview, shown, type Done } from './results';
import type { Result } from './result';
import { startOnce } from './startOnce';
import type { Task } from './task';

export type TaskOptions = {
	project: string;
	dryRun: boolean;
	/** absent = do not wait */
	wait?: WaitOptions;
	/** how many jobs may be open at a time while they are waited for */
	jobsAtOnce: number;
	/** what to do about the job of another for the same range that has begun since the plan was made */
	ifRunning: 'fail' | 'attach' | 'skip';
	output: Output;
};

/**
 * Carries out the tasks of an item in their order: one request after the answer of the other, and, if
 * the jobs are waited for, not more of them open than allowed.
 *
 * @returns one output item per task
 * @throws KylinFailure which lists what has been started before it
 */
export async function carryOut(
	item: InputItem,
	tasks: readonly Task[],
	options: TaskOptions,
): Promise<IDataObject[]> {
	if (options.dryRun) return tasks.map((task) => shown({ task, result: preview(task) }, options));
	await assertNoneRefused(item, tasks);
	const done: Done[] = [];
	try {
		let rest = [...tasks];
		while (rest.length > 0) {
			const batch = options.wait === undefined ? rest : nextBatch(rest, options.jobsAtOnce);
			rest = rest.slice(batch.length);
			const begun: Done[] = [];
			for (const task of batch) {
				const one = { task, result: await carryOutOne(item, task, options) };
				begun.push(one);
				done.push(one);
			}
			if (options.wait === undefined) continue;
			await awaitJobs(item, begun, { ...options, wait: options.wait });
			if (!begun.some(({ timedOut }) => timedOut)) continue;
			for (const task of rest) done.push({ task, result: notReached(task) });
			rest = [];
		}
	} catch (error) {
		throw withStarted(toFailure(error as Error), done);
	}
	return done.map((one) => shown(one, options));
}

/** @throws KylinFailure for all of them, before anything is sent, with why the jobs in the way failed */
async function assertNoneRefused({ send }: InputItem, tasks: readonly Task[]): Promise<void> {
	const refused = tasks.filter((task) => task.act === 'refuse');
	if (refused.length === 0) return;
	const [first, ...others] = refused.map(({ name, reason }) => `${name}: ${reason}.`);
	const inTheWay = new Map(refused.flatMap(({ job }) => (job ? [[job.id, job] as const] : [])));
	const failures = await fetchFailures(send, [...inTheWay.values()]);
	const causes = [...failures].map(([id, { summary }]) => `Job ${id}: ${withoutStop(summary)}.`);
	throw new KylinFailure(first.replace(/\.$/, ''), {
		advice: [
			...(others.length === 0 ? [] : [listed(others, ' ')]),
			...(causes.length === 0 ? [] : [listed(causes, ' ')]),
			'Nothing was started. A dry run shows what is planned for each.',
		].join(' '),
	});
}

/** The next tasks until so many of them have a job. */
function nextBatch(tasks: readonly Task[], jobsAtOnce: number): Task[] {
	let jobs = 0;
	const end = tasks.findIndex(({ act }) => {
		jobs += act === 'skip' || act === 'refuse' ? 0 : 1;
		return jobs > jobsAtOnce;
	});
	return tasks.slice(0, end === -1 ? tasks.length : end);
}

async function carryOutOne(item: InputItem, task: Task, options: TaskOptions): Promise<Result> {
	if (task.act === 'attach' || task.act === 'skip' || task.act === 'refuse') return preview(task);
	if (task.act === 'resume') {
		await resumeJob(item, task.job);
		return { outcome: 'resumed', reason: task.reason, jobId: task.job.id };
	}
	const started = await startOnce(item, task.request, task.wanted, task.name);
	if (started.outcome === 'started') {
		const result = task.resultOf(started.data);
		return { ...result, reason: result.reason || task.reason };
	}
	return foundResult(task, started, options.ifRunning);
}

/** Adds to each task its job's record, as it was at its end. */
async function awaitJobs(
	item: InputItem,
	begun: Done[],
	{ project, wait }: TaskOptions & { wait: WaitOptions },
): Promise<void> {
	const isAwaited = ({ result }: Done) =>
		result.jobId !== null && ['started', 'attached', 'resumed'].includes(result.outcome);
	const awaited = begun.filter(isAwaited);
	if (awaited.length === 0) return;
	const jobIds = [...new Set(awaited.map(({ result }) => result.jobId as string))];
	const before = awaited.flatMap(({ task, result }) =>
		task.act === 'resume' && result.outcome === 'resumed' ? [task.job] : [],
	);
	const { jobs, isDone } = await waitForJobs(item, {
		...wait,
		jobIds,
		project,
		...(before.length === 0 ? {} : { before: new Map(before.map((job) => [job.id, job])) }),
	});
	for (const one of awaited) {
		const id = one.result.jobId as string;
		one.job = jobs.get(id);
		one.timedOut = !isDone(id);
	}
}

function withStarted(error: Error, done: readonly Done[]): Error {
	const begun = done.filter(({ result }) =>
		['started', 'attached', 'resumed'].includes(result.outcome),
	);
	if (!(error instanceof KylinFailure) || begun.length === 0) return error;
	const each = begun.map(
		({ task, result }) => `${task.name}: job ${result.jobId} ${result.outcome}`,
	);
	const advice = [`Before this failure: ${listed(each, '; ')}.`, error.facts.advice];
	return new KylinFailure(error.message, {
		...error.facts,
		advice: advice.filter(Boolean).join(' '),
	});
}
