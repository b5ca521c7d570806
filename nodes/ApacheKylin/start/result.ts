type Outcome =
	| 'started'
	| 'attached'
	| 'resumed'
	| 'already_built'
	| 'nothing_to_do'
	| 'would_start'
	| 'refused';

export type Result = {
	outcome: Outcome;
	reason: string;
	/** null when there is no job, or none is known */
	jobId: string | null;
};
