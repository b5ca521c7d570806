import { readParameter } from '../../../shared/fields/field';
import { ParameterError } from '../../../shared/kylin/failures';
import {
	isLegal,
	legalStatuses,
	type JobAction,
	type JobStatus,
} from '../../../shared/kylin/jobStatus';
import type { InputItem } from '../../item/inputItem';
import { readWaitOptions, type WaitOptions } from '../wait/waitOptions';
import {
	APPLY_TO,
	AWAITED_ACTIONS,
	DISCARD_ALL_DRY_RUN,
	DRY_RUN,
	IF_NO_JOB_FITS,
	OPERATE,
	OPTIONS,
	RETURN,
	SELECTED_JOBS,
	SKIP_UNSUITABLE,
	WAIT_FOR_COMPLETION,
	WHOLE_PROJECT,
} from './operate.fields';

type Choices = {
	action: JobAction;
	skipUnsuitable: boolean;
	dryRun: boolean;
	output: 'jobRecords' | 'confirmation';
	ifNoJobFits: 'fail' | 'returnThem';
	/** absent = do not wait */
	wait?: WaitOptions;
};

export type SelectedJobsRequest = Choices & {
	applyTo: 'selectedJobs';
	jobIds: string[];
	project?: string;
	/** empty = whatever their status */
	statuses: JobStatus[];
};

export type AllJobsRequest = Choices & {
	applyTo: 'allJobsInProject';
	project: string;
	/** empty only if `skipUnsuitable` left none */
	statuses: JobStatus[];
};

export type OperateRequest = SelectedJobsRequest | AllJobsRequest;

type Given = Pick<InputItem, 'fields' | 'parameter' | 'isExpression'>;

/** What one item asks for, checked before anything is sent. */
export function readOperateRequest({
	fields: { body },
	parameter,
	isExpression,
}: Given): OperateRequest {
	const { action, statuses } = OPERATE.read(body);
	if (action === undefined) throw new ParameterError('Action', 'is empty: choose what to do');
	const applyTo = readParameter(APPLY_TO, { parameter, isExpression });
	const choices: Choices = {
		action,
		...readOptions(parameter('options', {})),
		dryRun: readDryRun(action, applyTo, parameter),
		wait: readWait(action, { parameter, isExpression }),
	};
	// Without statuses the action would be for more jobs than an expression for statuses was meant for.
	if (statuses.length === 0 && isExpression('statuses')) {
		throw new ParameterError(
			'Statuses',
			'is an expression that gave no status: make it give at least one, or choose none in the list',
		);
	}

	if (applyTo === 'selectedJobs') {
		const { job_ids: jobIds, project } = SELECTED_JOBS.read(body, isExpression);
		return { ...choices, applyTo: 'selectedJobs', jobIds, project, statuses };
	}
	const { project } = WHOLE_PROJECT.read(body);
	if (project === undefined) {
		throw new ParameterError(
			'Project',
			"is empty: choose the project when 'Apply To' is 'All Jobs in Project'",
		);
	}
	const chosen = statuses.length === 0 ? legalStatuses(action) : statuses;
	return {
		...choices,
		applyTo: 'allJobsInProject',
		project,
		statuses: choices.skipUnsuitable ? chosen.filter((status) => isLegal(action, status)) : chosen,
	};
}

/** n8n gives a collection even if nothing is chosen in it: this is an expression that gave nothing. */
function readOptions(value: unknown): Pick<Choices, 'ifNoJobFits' | 'output' | 'skipUnsuitable'> {
	if (value === undefined || value === null) {
		throw new ParameterError(
			'Options',
			'is an expression that gave nothing: make it give the chosen options, or {} for none',
		);
	}
	const { ifNoJobFits, output, skipUnsuitable } = OPTIONS.read(value);
	return {
		ifNoJobFits: ifNoJobFits ?? IF_NO_JOB_FITS.default,
		output: output ?? RETURN.default,
		skipUnsuitable: skipUnsuitable ?? SKIP_UNSUITABLE.default,
	};
}

/** An expression that gives nothing is not a no: the jobs would be touched by accident. */
function readDryRun(
	action: JobAction,
	applyTo: OperateRequest['applyTo'],
	parameter: InputItem['parameter'],
): boolean {
	const isDiscardOfAll = action === 'DISCARD' && applyTo === 'allJobsInProject';
	const { property, read } = isDiscardOfAll ? DISCARD_ALL_DRY_RUN : DRY_RUN;
	const dryRun = read(parameter(property.name, property.default));
	if (dryRun !== undefined) return dryRun;
	throw new ParameterError('Dry Run', 'is empty: it must be true or false');
}

function readWait(
	action: JobAction,
	{ parameter, isExpression }: Pick<InputItem, 'parameter' | 'isExpression'>,
): WaitOptions | undefined {
	const isAsked = readParameter(WAIT_FOR_COMPLETION, { parameter });
	return isAsked && AWAITED_ACTIONS.some((awaited) => awaited === action)
		? readWaitOptions(parameter('waitOptions', {}), isExpression)
		: undefined;
}

/** A confirmation of just these IDs needs no reading; whatever names or filters jobs does. */
export function needsRecords(request: SelectedJobsRequest): boolean {
	const { dryRun, output, skipUnsuitable, statuses, wait } = request;
	const isFiltered = statuses.length > 0 || skipUnsuitable;
	return output === 'jobRecords' || dryRun || wait !== undefined || isFiltered;
}
