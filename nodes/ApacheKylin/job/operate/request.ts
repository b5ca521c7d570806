import type { IDataObject } from 'n8n-workflow';
import { ParameterError } from '../../../shared/kylin/failures';
import {
	JOB_ACTIONS,
	JOB_STATUSES,
	isLegal,
	legalStatuses,
	type JobAction,
	type JobStatus,
} from '../../../shared/kylin/jobStatus';
import { readWaitOptions, type WaitOptions } from '../wait/waitOptions';
import type { InputItem } from '../../item/inputItem';
import { readJobIds } from '../jobIds';
import {
	readBoolean,
	readChoice,
	readChoices,
	readCollection,
	readText,
} from '../../../shared/values/values';
import { AWAITED_ACTIONS } from './waitAfter';

const SCOPES = ['selectedJobs', 'allJobsInProject'] as const;

const RETURNS = ['jobRecords', 'confirmation'] as const;

type Choices = {
	action: JobAction;
	skipUnsuitable: boolean;
	dryRun: boolean;
	output: (typeof RETURNS)[number];
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

/** What one item asks for, checked before anything is sent. */
export function readOperateRequest({
	fields: { body },
	parameter,
	isExpression,
}: Pick<InputItem, 'fields' | 'parameter' | 'isExpression'>): OperateRequest {
	const action = readChoice(body.action, 'Action', JOB_ACTIONS);
	if (action === undefined) throw new ParameterError('Action', 'is empty: choose what to do');
	const options = readOptions(parameter('options', {}));
	const choices: Choices = {
		action,
		skipUnsuitable: readBoolean(options.skipUnsuitable, 'Skip Unsuitable Jobs') ?? false,
		dryRun: readDryRun(options),
		output: readChoice(options.return, 'Return', RETURNS) ?? 'jobRecords',
		wait: readWait(action, parameter),
	};
	const project = readText(body.project, 'Project');
	const statuses = readChoices(body.statuses, 'Statuses', JOB_STATUSES);
	// Without statuses the action is for more jobs than somebody meant who wrote an expression.
	if (statuses.length === 0 && isExpression('statuses')) {
		throw new ParameterError(
			'Statuses',
			'is an expression that gave no status: make it give at least one, or choose none in the list',
		);
	}

	if (readChoice(parameter('applyTo'), 'Apply To', SCOPES) !== 'allJobsInProject') {
		const jobIds = readJobIds(body.job_ids);
		return { ...choices, applyTo: 'selectedJobs', jobIds, project, statuses };
	}
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
function readOptions(value: unknown): IDataObject {
	if (value !== undefined && value !== null) return readCollection(value, 'Options');
	throw new ParameterError(
		'Options',
		'is an expression that gave nothing: make it give the chosen options, or {} for none',
	);
}

/** An expression that gives nothing is not a no: the jobs would be touched by accident. */
function readDryRun(options: IDataObject): boolean {
	const dryRun = readBoolean(options.dryRun, 'Dry Run');
	if (dryRun !== undefined) return dryRun;
	if (!('dryRun' in options)) return false;
	throw new ParameterError('Dry Run', 'is empty: it must be true or false');
}

function readWait(action: JobAction, parameter: InputItem['parameter']): WaitOptions | undefined {
	const isAsked = readBoolean(parameter('waitForCompletion', false), 'Wait for Completion');
	return isAsked === true && AWAITED_ACTIONS.includes(action)
		? readWaitOptions(parameter('waitOptions', {}))
		: undefined;
}

/** A confirmation of just these IDs needs no reading; whatever names or filters jobs does. */
export function needsRecords(request: SelectedJobsRequest): boolean {
	const { dryRun, output, skipUnsuitable, statuses, wait } = request;
	const isFiltered = statuses.length > 0 || skipUnsuitable;
	return output === 'jobRecords' || dryRun || wait !== undefined || isFiltered;
}
