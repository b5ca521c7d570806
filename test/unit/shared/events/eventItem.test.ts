import { eventItem } from '../../../../nodes/shared/events/eventItem';
import type { JobEvent } from '../../../../nodes/shared/events/jobEvent';
import type { Output } from '../../../../nodes/shared/output/outputChoice';

const EVENT: JobEvent = {
	event: 'jobFailed',
	previousStatus: 'RUNNING',
	job: { id: 'a', job_status: 'ERROR', project: 'sales', last_modified: 1, create_time: 1 },
};

const outputOf = (job: Output['job']): Output => ({ job, step: (step) => step });

test('the item is the job in the chosen output, with the event and what is added to it', () => {
	const output = outputOf(({ id }, additions) => ({ id, ...additions }));
	expect(eventItem(output, EVENT, { failure: null })).toStrictEqual({
		id: 'a',
		event: 'jobFailed',
		previous_status: 'RUNNING',
		failure: null,
	});
});

test('a job that cannot be put into the output comes whole, with a note', () => {
	const output = outputOf(() => {
		throw new URIError('URI malformed');
	});
	expect(eventItem(output, EVENT, { failure: null })).toStrictEqual({
		...EVENT.job,
		event: 'jobFailed',
		previous_status: 'RUNNING',
		failure: null,
		job_note: 'The job could not be put into this output: URI malformed',
	});
});
