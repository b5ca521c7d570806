import type { IDataObject } from 'n8n-workflow';

/**
 * For events, which come once: a job that cannot be put into the output comes out whole instead, with
 * a `job_note`, and does not hold back the others.
 */
export function shapedOrWhole(shape: () => IDataObject, whole: IDataObject): IDataObject {
	try {
		return shape();
	} catch (error) {
		const job_note = `The job could not be put into this output: ${(error as Error).message}`;
		return { ...whole, job_note };
	}
}
