import { readParameter } from '../../shared/fields/field';
import { ParameterError } from '../../shared/kylin/failures';
import { JOBS_AT_ONCE, MAX_JOBS, WAIT_FOR_COMPLETION } from './jobOptions';
import { readDryRun } from './readDryRun';
import type { InputItem } from '../item/inputItem';
import { readWaitOptions, type WaitOptions } from '../job/wait/waitOptions';
import type { Task } from './task';

/** What all operations that start jobs have in common. */
export type StartOptions = {
	/** absent = do not wait */
	wait?: WaitOptions;
	dryRun: boolean;
	maxJobs: number;
	jobsAtOnce: number;
	/** members of the request's body; absent ones would change their meaning (contract 1.3) */
	jobBody: { priority?: number; yarn_queue?: string };
	/** what the user wants the jobs to be found by */
	userTag?: string;
};

type Given = {
	jobsAtOnce?: number;
	maxJobs?: number;
	priority?: number;
	tag?: string;
	yarnQueue?: string;
};

/**
 * @param options what the collection 'Options' of the operation reads as
 * @throws ParameterError when a value does not fit
 */
export function readStartOptions(
	{ parameter, isExpression }: Pick<InputItem, 'parameter' | 'isExpression'>,
	{ jobsAtOnce, maxJobs, priority, tag, yarnQueue }: Given,
): StartOptions {
	const isAwaited = readParameter(WAIT_FOR_COMPLETION, { parameter });
	return {
		...(isAwaited ? { wait: readWaitOptions(parameter('waitOptions', {}), isExpression) } : {}),
		dryRun: readDryRun(parameter('options', {})),
		maxJobs: maxJobs ?? MAX_JOBS.default,
		jobsAtOnce: jobsAtOnce ?? JOBS_AT_ONCE.default,
		jobBody: {
			...(priority === undefined ? {} : { priority }),
			...(yarnQueue === undefined ? {} : { yarn_queue: yarnQueue }),
		},
		...(tag === undefined ? {} : { userTag: tag }),
	};
}

/** @throws ParameterError, with the count, before anything is started; a dry run shows them all */
export function assertNotTooMany(tasks: readonly Task[], { maxJobs, dryRun }: StartOptions): void {
	const count = tasks.filter(({ act }) => act === 'start').length;
	if (count <= maxJobs || dryRun) return;
	throw new ParameterError(
		'Maximum Jobs',
		`is ${maxJobs}, but the plan would start ${count} jobs: nothing was started`,
		'Raise it, or narrow down what is asked for. A dry run shows the plan.',
	);
}
