import { choiceField } from '../../shared/fields/field';

export const IF_RUNNING = choiceField({
	displayName: 'If a Job Is at Work on It',
	name: 'ifRunning',
	default: 'fail',
	description: 'What to do about a range that another job is building, refreshing or merging',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Start nothing' },
		{ name: 'Skip', value: 'skip', description: 'Leave it, and build the rest' },
		{ name: 'Use That Job', value: 'attach', description: 'Return it, or wait for it' },
	],
});

export const IF_FAILED = choiceField({
	displayName: 'If Its Job Failed or Is Paused',
	name: 'ifFailed',
	default: 'fail',
	description:
		'What to do about a range whose job is in ERROR or STOPPED: Kylin keeps it until the job is resumed to its end or discarded',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Start nothing' },
		{ name: 'Resume It', value: 'resume', description: 'Resume that job' },
		{ name: 'Skip', value: 'skip', description: 'Leave it, and build the rest' },
	],
});
