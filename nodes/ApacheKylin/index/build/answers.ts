import { resultOfJobs } from '../../start/answer';
import type { Result } from '../../start/result';

/** What became of `POST /models/{model}/indexes` (contract 7.1). */
export function resultOfIndexes(data: unknown): Result {
	const { type, job_id: jobId } = (data ?? {}) as { type?: unknown; job_id?: unknown };
	if (typeof jobId === 'string') return { outcome: 'started', reason: '', jobId };
	return {
		outcome: 'nothing_to_do',
		reason:
			type === 'NO_SEGMENT'
				? 'The model has no segment'
				: 'Kylin found nothing to build: no index is missing, or other jobs hold all segments',
		jobId: null,
	};
}

/**
 * What became of `POST /models/{model}/segments/completion` for one segment: a refusal is a good answer
 * that names it among the failed ones (contract 7.2).
 */
export function resultOfCompletion(data: unknown): Result {
	const { failed_segments: failed } = (data ?? {}) as {
		failed_segments?: Array<{ error?: { code?: unknown; msg?: unknown } | null }> | null;
	};
	const error = Array.isArray(failed) ? failed[0]?.error : undefined;
	if (error) {
		return {
			outcome: 'refused',
			reason: [error.msg, error.code].filter(Boolean).join(' '),
			jobId: null,
		};
	}
	return resultOfJobs(data, { outcome: 'nothing_to_do', reason: 'No index is missing in it' });
}
