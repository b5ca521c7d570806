import { isProjectNeeded } from '../api/jobs';
import type { Send } from '../api/kylinRequest';
import { fetchProjectNames } from '../api/projects';
import { sideBySide } from '../api/sideBySide';
import { KylinFailure } from '../kylin/failures';
import { KYLIN_FAULTS } from '../kylin/faults';

/**
 * Reads something of the jobs of all projects: once where Kylin allows it, and else in each project the
 * user may operate.
 *
 * @param read of one project; of all of them without one
 * @returns what was read, of each list
 */
export async function readEveryProject<T>(
	send: Send,
	read: (project?: string) => Promise<T>,
): Promise<T[]> {
	return await atOnceOrByProject(
		send,
		async () => [await read()],
		async (projects) => await readEach(projects, read),
	);
}

/**
 * Reads jobs of all projects: at once where Kylin allows it, and else (5.0.5, for all but
 * administrators) those of each project the user may operate.
 *
 * @param atOnce reads without a project
 * @param ofProjects is given the projects if Kylin refuses that
 * @throws KylinFailure that names the missing right if the user may operate none
 */
export async function atOnceOrByProject<T>(
	send: Send,
	atOnce: () => Promise<T>,
	ofProjects: (projects: string[]) => Promise<T>,
): Promise<T> {
	const read = await atOnce().then(
		(all) => ({ all }),
		async (error: Error) =>
			isProjectNeeded(error) ? undefined : await Promise.reject<never>(error),
	);
	if (read !== undefined) return read.all;
	return await ofProjects(await fetchProjectNames(send, 'OPERATION'));
}

/**
 * `sideBySide` for what was listed a moment ago: a project that has gone since, or the right to it, costs
 * itself alone.
 *
 * @param read reads something of one project
 */
export async function readEach<T, R>(
	things: readonly T[],
	read: (thing: T) => Promise<R>,
): Promise<R[]> {
	const results = await sideBySide(
		things,
		async (thing) =>
			await read(thing).then(
				(result) => [result],
				async (error: Error) => (isProjectGone(error) ? [] : await Promise.reject<never>(error)),
			),
	);
	return results.flat();
}

/** Whether Kylin knows a project no longer, or the user's right to it. */
export function isProjectGone(error: unknown): boolean {
	const code = error instanceof KylinFailure ? error.facts.code : undefined;
	return [KYLIN_FAULTS.PROJECT_NOT_EXIST.code, KYLIN_FAULTS.ACCESS_DENIED.code].some(
		(gone) => gone === code,
	);
}
