import {
	JOB_ACTIONS,
	JOB_STATUSES,
	isLegal,
	legalActions,
	legalStatuses,
} from '../../nodes/shared/kylin/jobStatus';

test('the table of Kylin, both ways', () => {
	expect(Object.fromEntries(JOB_STATUSES.map((status) => [status, legalActions(status)]))).toEqual({
		PENDING: ['PAUSE', 'DISCARD'],
		RUNNING: ['PAUSE', 'RESTART', 'DISCARD'],
		ERROR: ['RESUME', 'RESTART', 'DISCARD'],
		STOPPED: ['RESUME', 'RESTART', 'DISCARD'],
		FINISHED: [],
		DISCARDED: [],
	});
	expect(Object.fromEntries(JOB_ACTIONS.map((action) => [action, legalStatuses(action)]))).toEqual({
		RESUME: ['ERROR', 'STOPPED'],
		PAUSE: ['PENDING', 'RUNNING'],
		RESTART: ['RUNNING', 'ERROR', 'STOPPED'],
		DISCARD: ['PENDING', 'RUNNING', 'ERROR', 'STOPPED'],
	});
});

test('an unknown status of a newer Kylin allows nothing', () => {
	expect(isLegal('DISCARD', 'SKIPPED')).toBe(false);
	expect(legalActions('SKIPPED')).toEqual([]);
});
